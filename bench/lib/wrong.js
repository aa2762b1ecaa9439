import { execFileSync } from "node:child_process";
import { isDeepStrictEqual } from "node:util";
import { CONTENDERS } from "../contenders/index.js";
import { typeDefs } from "../contenders/schema.js";
import * as data from "../upstream/data.js";
import { enter } from "./contest.js";
import { httpAsker } from "./http.js";
import { rightAnswer } from "./oracle.js";

const DOCUMENTS = 400;
const SEED = 1;
/** A server may answer what it has seen before in another way. */
const TIMES = 3;

// What is beyond a limit is refused, which is no wrong answer.
const NO_LIMITS = {
  MAX_DEPTH: "100",
  MAX_ALIASES: "10000",
  MAX_FIELDS: "100000",
  MAX_ROOT_FIELDS: "1000",
  MAX_DIRECTIVES: "10000",
  MAX_COST: "1000000000",
  UPSTREAM_MAX_CALLS: "100000",
};

/** How many of the same random documents each contender answers otherwise than the reference does. */
export async function wrong({ names, say }, upstream) {
  const asked = await questions();
  const found = {};
  for (const name of names) {
    const { isClient, knowsOnly } = CONTENDERS[name];
    if (isClient || knowsOnly) continue;
    const contender = await enter(name, upstream.url, NO_LIMITS);
    const http = httpAsker(contender.url, 1);
    found[name] = { wrong: 0, refused: 0, examples: {} };
    for (const question of asked) {
      const { outcome, answer } = await outcomeOf(http, question);
      if (outcome === "right") continue;
      found[name][outcome] += 1;
      found[name].examples[outcome] ??= { ...question, answer };
    }
    say(`${name}: ${found[name].wrong} of ${asked.length} wrong, ${found[name].refused} refused`);
    await http.close();
    await contender.stop();
  }
  return found;
}

/** Random documents with their variables, and the answer to each by the reference implementation. */
async function questions() {
  const [models, versions] = [[2, 4], []];
  const modelIds = models.flatMap((size) =>
    [0, 1, 2].map((n) => {
      const model = data.modelOf(size, n);
      versions.push(data.versionIdOf(data.versionOf(model, 1)));
      return data.modelIdOf(model);
    }),
  );
  const values = {
    "Query.model": { id: modelIds },
    "Query.modelVersions": { ids: [versions.slice(0, 1), versions.slice(1, 4), []] },
    "Query.evaluationTask": { id: [0, 1].map((n) => data.evaluationIdOf(data.evaluationOf(n))) },
  };
  const input = JSON.stringify({ typeDefs, seed: SEED, documents: DOCUMENTS, values });
  const script = ["--import", "tsx", "scripts/fuzz-documents.ts"];
  const cwd = new URL("../../", import.meta.url);
  const documents = JSON.parse(
    execFileSync(process.execPath, script, { cwd, input, maxBuffer: 2 ** 28 }).toString(),
  );
  return Promise.all(
    documents.map(async (document) => ({
      ...document,
      expected: await rightAnswer(document),
      body: JSON.stringify(document),
    })),
  );
}

async function outcomeOf(http, { body, expected }) {
  let found = { outcome: "right" };
  for (let time = 1; time <= TIMES; time += 1) {
    const answer = JSON.parse((await http.ask({ body })).toString());
    if (isDeepStrictEqual(answer.data, expected) && !answer.errors) continue;
    // Without an error, nobody can know that it is wrong.
    if (!answer.errors) return { outcome: "wrong", answer };
    found = { outcome: "refused", answer };
  }
  return found;
}
