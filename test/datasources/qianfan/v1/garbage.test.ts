import { getHeapSpaceStatistics, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { resultIn } from "../../../../src/datasources/qianfan/http/envelope.ts";
import { operations } from "../../../../src/datasources/qianfan/v1/operations.ts";
import { parseJson } from "../../../../src/util/json.ts";

setFlagsFromString("--expose-gc");
const collect: (options: { type: "minor" | "major" }) => void = runInNewContext("gc");

const version = (id: number) => ({
  modelVersionId: id,
  modelName: "客服助手",
  description: `a version ${id}`,
  createTime: "2024-04-12T10:21:07+08:00",
});

const ANSWERS = {
  modelDetail: () => ({
    modelId: 1,
    modelVersionList: Array.from({ length: 20 }, (_, id) => version(id + 1)),
  }),
  modelVersionDetail: () => ({ ...version(1), params: { input: { texts: texts(20) } } }),
  evaluationDetail: () => ({
    evaluationId: 1,
    evalUnits: Array.from({ length: 20 }, (_, id) => version(id + 1)),
  }),
  evaluationReport: () => Array.from({ length: 20 }, (_, id) => version(id + 1)),
  ownModels: () => ({ total: 20, items: texts(20).map((name, id) => ({ modelId: id + 1, name })) }),
  evaluationResults: () => ({ total: 20, items: texts(20).map((prompt) => ({ prompt })) }),
};

function texts(length: number): string[] {
  return Array.from({ length }, (_, n) => `text number ${n} of an answer`);
}

/** What is among the old objects, in bytes, once those that a minor collection can drop are gone. */
function old(): number {
  // What survives two becomes old.
  for (let i = 0; i < 2; i += 1) collect({ type: "minor" });
  const spaces = getHeapSpaceStatistics();
  return spaces.find(({ space_name }) => space_name === "old_space")?.space_used_size ?? 0;
}

const READS = 3000;

describe("an answer that has been read", () => {
  it.each(Object.entries(ANSWERS))("is gone with the next minor collection: %s", (name, answer) => {
    const { answer: decoder } = operations[name as keyof typeof ANSWERS];
    const json = JSON.stringify({ result: answer() });
    const read = () => {
      for (let i = 1; i <= READS; i += 1) {
        if (!decoder.safeParse(resultIn(parseJson(json))).success)
          throw new Error(`cannot read ${json}`);
        if (i % 20 === 0) collect({ type: "minor" });
      }
    };
    read(); // What is compiled meanwhile becomes old, too.
    collect({ type: "major" });
    const before = old();
    read();
    expect(old() - before).toBeLessThan((READS * json.length) / 2);
  });
});
