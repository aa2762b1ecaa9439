import { getHeapSpaceStatistics, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { operations } from "../../../src/datasources/qianfan/operations.ts";

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

describe("an answer that has been read", () => {
  it.each(Object.entries(ANSWERS))("is gone with the next minor collection: %s", (name, answer) => {
    const { answer: decoder } = operations[name as keyof typeof ANSWERS];
    const read = () => expect(decoder.safeParse(JSON.parse(JSON.stringify(answer()))).success);
    for (let i = 0; i < 300; i += 1) read().toBe(true);
    collect({ type: "major" });
    const before = old();
    const bytes = JSON.stringify(answer()).length;
    for (let i = 0; i < 300; i += 1) {
      read().toBe(true);
      if (i % 10 === 9) collect({ type: "minor" });
    }
    // What becomes old are feedback and compiled code; the answers alone would be much more.
    expect(old() - before).toBeLessThan((300 * bytes) / 4);
  });
});
