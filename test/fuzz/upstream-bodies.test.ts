import { expect, it } from "vitest";
import { z } from "zod";
import { start } from "../emulator/start.ts";
import type { Answer } from "../kit/index.ts";
import { startKit } from "../kit/index.ts";
import { mutated, type Random, seeded } from "./mutate-body.ts";
import { type Read, V1_OPERATIONS } from "./v1-operations.ts";

const SEED = 20_240_817;
const BODIES_PER_OPERATION = 12;

/** What a caller may be told of an answer that is spoilt. */
const CODES: ReadonlySet<unknown> = new Set([
  "QIANFAN_BAD_RESPONSE",
  "QIANFAN_ERROR",
  "OUTCOME_UNKNOWN",
]);

const FRESH = { "cache-control": "no-cache" };
const NEIGHBOURS = {
  "eval/detail": `neighbour: modelVersion(id: "amv-p8g3lcj77bj7") { version }`,
  other: `neighbour: evaluationTask(id: "ame-ig70c0ztmfv9") { state }`,
};

/** The answers of an emulator that nothing is done to but this. */
async function healthyBodies(): Promise<Map<string, unknown>> {
  const { call } = await start();
  const bodies = new Map<string, unknown>();
  for (const { operation, request } of V1_OPERATIONS) {
    bodies.set(operation, (await call(operation, request)).body);
  }
  return bodies;
}

/** The document with a neighbour beside its field, which a query alone can have. */
function withNeighbour({ operation, document }: Read): string {
  if (document.startsWith("mutation")) return document;
  const neighbour = operation === "eval/detail" ? NEIGHBOURS["eval/detail"] : NEIGHBOURS.other;
  return document.replace(/\}$/, `${neighbour} }`);
}

it("an answer of Qianfan's with anything in it is read, or is an error at its field alone", async () => {
  const kit = await startKit({
    settings: { UPSTREAM_RETRY_DELAY_MS: "1", BREAKER_FAILURES: "0", LOG_LEVEL: "error" },
  });
  const bodies = await healthyBodies();
  const random: Random = seeded(SEED);
  const faults: object[] = [];
  for (const read of V1_OPERATIONS) {
    for (let n = 0; n < BODIES_PER_OPERATION; n += 1) {
      const text = mutated(bodies.get(read.operation), random);
      const fault = { kind: "text", text, contentType: "application/json" } as const;
      kit.qianfan.faults.next(read.operation, fault, { times: 99 });
      const answer = await kit.query(withNeighbour(read), {}, FRESH);
      kit.qianfan.faults.clear();
      for (const fault of faultsOf(answer, read)) {
        faults.push({ operation: read.operation, fault, body: shown(text) });
      }
    }
  }
  expect(faults).toEqual([]);
  expect(Reflect.get({}, "then")).toBeUndefined();
  expect(kit.logged.filter(({ level }) => level === "error")).toEqual([]);
}, 120_000);

/** What an answer may not be; empty when all is well. */
function faultsOf({ data, errors = [] }: Answer, { document }: Read): string[] {
  const faults = errors
    .filter(({ path, extensions }) => path?.[0] !== "target" || !CODES.has(extensions.code))
    .map((error) => JSON.stringify(error).slice(0, 500));
  const query = z.object({ neighbour: z.object({}).loose() });
  if (!document.startsWith("mutation") && !query.safeParse(data).success) {
    faults.push(`the neighbour is gone: ${JSON.stringify(data)?.slice(0, 200)}`);
  }
  return faults;
}

function shown(text: string): string {
  return text.length > 400 ? `${text.slice(0, 400)}... (${text.length} characters)` : text;
}
