import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { seconds, start } from "./start.ts";

describe("the demo registry", () => {
  it("has an evaluation in every state", async () => {
    const { registry } = await start();
    const states = [...registry.tasks].map(({ evalId, state }) => `${evalId} ${state}`);
    expect(states).toMatchInlineSnapshot(`
      [
        "5901 Done",
        "5902 Done",
        "5903 PartlyDone",
        "5904 Failed",
        "5905 Stopped",
        "5906 Stopping",
        "5907 Pending",
        "5908 Doing",
        "5909 Doing",
        "5910 Pending",
        "5911 DoingWithManualBegin",
        "5912 Editing",
      ]
    `);
  });

  it("shows life: one task ends 40 s after the start, another one after 60 s", async () => {
    const { clock, registry } = await start();
    const states = () => [5909, 5910].map((id) => registry.tasks.get(id)?.state);
    expect(states()).toEqual(["Doing", "Pending"]);
    clock.advance(seconds(39));
    expect(states()).toEqual(["Doing", "Doing"]);
    clock.advance(seconds(1));
    expect(states()).toEqual(["Done", "Doing"]);
    clock.advance(seconds(20));
    expect(states()).toEqual(["Done", "Done"]);
  });

  it("keeps all else as it is", async () => {
    const { clock, registry } = await start();
    const fixed = () =>
      [...registry.tasks]
        .filter(({ evalId }) => evalId !== 5909 && evalId !== 5910)
        .map(({ state }) => state);
    const before = fixed();
    clock.advance(seconds(86_400));
    expect(fixed()).toEqual(before);
  });

  it("has versions in every state", async () => {
    const { registry } = await start();
    const states = registry.model("am-y8ha23iz81gp")?.versions.map(({ state }) => state);
    expect(states).toEqual([...Array(5).fill("Ready"), "Fail", "Ready", "Creating"]);
  });

  it("is told in full in docs/emulator.md", async () => {
    const { registry } = await start();
    const docs = readFileSync("docs/emulator.md", "utf8").replaceAll(/ +/g, " ");
    const models = [...registry.own.models, ...registry.presets.models];
    const rows = [
      ...models.map(({ modelId, modelIdStr }) => `${modelId} | \`${modelIdStr}\``),
      ...models
        .flatMap(({ versions }) => versions)
        .map((version) => `${version.modelVersionId} | \`${version.modelVersionIdStr}\``),
      ...[...registry.tasks].map(({ evalId, evalIdStr }) => `${evalId} | \`${evalIdStr}\``),
      ...[...registry.datasets].map((set) => `${set.datasetId} | \`${set.datasetIdStr}\``),
      ...[...registry.trainJobs].map(({ taskId, taskIdStr }) => `${taskId} | \`${taskIdStr}\``),
      ...[...registry.trainJobs]
        .flatMap(({ runs }) => runs)
        .map(({ runId, runIdStr }) => `${runId} | \`${runIdStr}\``),
    ];
    expect(rows.filter((row) => !docs.includes(row))).toEqual([]);
  });
});
