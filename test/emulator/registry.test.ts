import { describe, expect, it } from "vitest";
import { DEMO_ACCOUNT, ManualClock, type Registry } from "../../src/emulator/index.ts";
import { clientOf } from "./client.ts";
import { start } from "./start.ts";

const OTHER = { accessKey: "a".repeat(32), secretKey: "b".repeat(32), userId: 7 };

describe("the builders", () => {
  it("make a model with versions in one line", async () => {
    const { registry, result } = await start({ seed: false });
    const model = registry.addModel({ name: "大模型", versions: 3 });
    expect(model.versions.map(({ version, state }) => [version, state])).toEqual([
      ["1", "Ready"],
      ["2", "Ready"],
      ["3", "Ready"],
    ]);
    expect(await result("modelDetail", { modelId: model.modelIdStr })).toMatchObject({
      modelName: "大模型",
      modelVersionList: model.versions.map(({ modelVersionId }) => ({ modelVersionId })),
    });
  });

  it("make versions to order", async () => {
    const { registry } = await start({ seed: false });
    const { modelId, versions } = registry.addModel({
      versions: [{ state: "Fail" }, { version: "beta", description: "试验" }],
    });
    const third = registry.addVersion(modelId, { state: "Creating" });
    expect(versions).toMatchObject([
      { version: "1", state: "Fail" },
      { version: "beta", description: "试验", state: "Ready" },
      { version: "3", state: "Creating" },
    ]);
    expect(third).toBe(versions[2]);
    expect(() => registry.addVersion(1)).toThrow("There is no model 1");
  });

  it("never give a deleted version's number again", async () => {
    const { registry } = await start({ seed: false });
    const { modelId, versions } = registry.addModel({ versions: 2 });
    registry.deleteVersion(versions[1]?.modelVersionId ?? 0);
    expect(registry.addVersion(modelId).version).toBe("3");
  });

  it("make tasks and train jobs, with a data set when there is none", async () => {
    const { registry, result } = await start({ seed: false });
    const { versions } = registry.addModel({ versions: 2 });
    const task = registry.addTask({ versions, modes: ["rule", "model"] });
    expect(task.state).toBe("Done");
    expect([...registry.datasets]).toEqual([task.settings.dataset]);
    expect(await result("eval/report", { id: task.evalId })).toHaveLength(2);
    const job = registry.addTrainJob({ runs: [{}, { state: "Running" }] });
    expect(job.runs).toMatchObject([
      { iterationVersion: 1, state: "Done" },
      { iterationVersion: 2, state: "Running" },
    ]);
    registry.deleteTask(task.evalIdStr);
    expect(registry.tasks.get(task.evalId)).toBeUndefined();
  });

  it("give ids that are unique, in the documented form, and the same each time", async () => {
    const idsOf = (registry: Registry) => {
      const { modelIdStr, versions } = registry.addModel({ versions: 500 });
      const task = registry.addTask({ versions: versions.slice(0, 1) });
      const job = registry.addTrainJob({ runs: 1 });
      return [
        modelIdStr,
        ...versions.map(({ modelVersionIdStr }) => modelVersionIdStr),
        task.evalIdStr,
        task.settings.dataset.datasetIdStr,
        task.resultDataset.text,
        job.taskIdStr,
        ...job.runs.map(({ runIdStr }) => runIdStr),
      ];
    };
    const ids = idsOf((await start({ seed: false })).registry);
    expect(idsOf((await start({ seed: false })).registry)).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids)
      expect(id).toMatch(/^((am|amv|ame|job|task)-[a-z0-9]{12}|ds-[a-z0-9]{16})$/);
  });

  it("do not give a taken id", async () => {
    const { registry } = await start();
    expect(() => registry.addModel({ modelId: 13410 })).toThrow("taken");
  });

  it("make 10,000 versions", async () => {
    const { registry, result } = await start({ seed: false });
    const { modelId, versions } = registry.addModel({ versions: 10_000 });
    expect(versions).toHaveLength(10_000);
    expect(await result("modelDetail", { modelId })).toMatchObject({
      modelVersionList: { length: 10_000 },
    });
  });
});

describe("accounts", () => {
  it("see their own objects and the preset models, and nothing of each other", async () => {
    const { emulator, registry, result } = await start({ accounts: [DEMO_ACCOUNT, OTHER] });
    const other = clientOf(emulator, OTHER);
    expect(await result("modelDetail", { modelId: 13410 })).toMatchObject({ modelId: 13410 });
    expect(await other.refusal("modelDetail", { modelId: 13410 })).toContain(10001);
    expect(await other.refusal("modelVersionDetail", { modelVersionId: 16022 })).toContain(70102);
    expect(await other.refusal("eval/detail", { id: 5901 })).toContain(500001);
    expect(await other.refusal("eval/cancel", { id: 5909 })).toContain(500001);
    expect(await other.result("modelDetail", { modelId: 2 })).toMatchObject({ modelId: 2 });

    const theirs = emulator.registry(OTHER.accessKey).addModel({ name: "客服助手" });
    expect(await other.result("modelDetail", { modelId: theirs.modelId })).toMatchObject({
      createUserId: 7,
    });
    expect(registry.model(theirs.modelId)).toBeUndefined();
    expect(emulator.calls.map(({ accessKey }) => accessKey)).toContain(OTHER.accessKey);
  });

  it("share preset models that are added later", async () => {
    const { emulator, registry } = await start({ accounts: [DEMO_ACCOUNT, OTHER], seed: false });
    const { modelId } = registry.addModel({ source: "PlatformPreset", versions: 1 });
    expect(emulator.registry(OTHER.accessKey).model(modelId)?.versions).toHaveLength(1);
  });

  it("start empty but for the first one", async () => {
    const { emulator, registry } = await start({ accounts: [OTHER, DEMO_ACCOUNT] });
    expect(registry.account).toBe(OTHER);
    expect([...registry.own.models].length).toBeGreaterThan(0);
    expect([...emulator.registry(DEMO_ACCOUNT.accessKey).own.models]).toEqual([]);
    expect(() => emulator.registry("nobody")).toThrow('"nobody"');
  });
});

describe("a manual clock", () => {
  it("stands still until it is moved", () => {
    const clock = new ManualClock(new Date("2024-01-01T00:00:00Z"));
    expect(clock.now()).toEqual(new Date("2024-01-01T00:00:00Z"));
    clock.advance(1500);
    expect(clock.now()).toEqual(new Date("2024-01-01T00:00:01.500Z"));
  });
});
