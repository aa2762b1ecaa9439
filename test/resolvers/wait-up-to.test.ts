import { describe, expect, it, vi } from "vitest";
import { waitMs } from "../../src/resolvers/wait-up-to.ts";
import { type Kit, startKit } from "../kit/index.ts";
import { spread } from "../reads/fixtures.ts";

// Twenty queries and their polls have to be under way.
const PATIENT = { timeout: 10_000 };

const TASK = `query ($id: ID!, $wait: Duration) {
  evaluationTask(id: $id, waitUpTo: $wait) { state isFinal report { rule { accuracy } } } }`;

function startedTask({ qianfan }: Kit) {
  const registry = qianfan.registry();
  const { versions } = spread(registry, 1, 1);
  return registry.addTask({ versions, startedAt: qianfan.clock.now() });
}

/** Lets time pass once somebody waits. */
async function pass({ time }: Kit, ms: number): Promise<void> {
  await vi.waitFor(() => expect(time.scheduled.length).toBeGreaterThan(0));
  time.pass(ms);
}

describe("waitUpTo", () => {
  it("holds the answer until the task is final, and not longer", async () => {
    const kit = await startKit({ settings: { WAIT_MAX_SECONDS: "3600" } });
    const { evalIdStr: id } = startedTask(kit);
    const answer = kit.query(TASK, { id, wait: "PT30M" });
    await pass(kit, 60_000);
    const { data, errors } = await answer;
    expect(errors).toBeUndefined();
    expect(data.evaluationTask).toMatchObject({ state: "DONE", isFinal: true });
    expect(data.evaluationTask.report).toHaveLength(1);
    expect(kit.upstream()).toEqual(["eval/detail", "eval/detail", "eval/report"]);
    expect(kit.time.scheduled).toEqual([]);
  });

  it("is over when the time is up, with the state reached and no error", async () => {
    const kit = await startKit();
    const { evalIdStr: id } = startedTask(kit);
    const answer = kit.query(TASK, { id, wait: "PT1.5S" });
    await pass(kit, 1500);
    expect(await answer).toEqual({
      data: { evaluationTask: { state: "PENDING", isFinal: false, report: null } },
    });
    expect(kit.upstream()).toEqual(["eval/detail"]);
  });

  it("is cut to the setting", async () => {
    const kit = await startKit({ settings: { WAIT_MAX_SECONDS: "10" } });
    const answer = kit.query(TASK, { id: "ame-h9z1bgznokkg", wait: "P1D" });
    await pass(kit, 10_000);
    expect((await answer).data.evaluationTask.state).toBe("DOING");
  });

  it("has one budget for all mutations of an operation, which run one after the other", async () => {
    const kit = await startKit({ settings: { WAIT_MAX_SECONDS: "2" } });
    const create = (name: string) => `${name}: createEvaluationTask(input: {
      name: "${name}", datasetId: 1337, versions: [{ modelVersionId: 16088 }],
      rule: { scoreModes: [ACCURACY] }
    }) { evaluationTask(waitUpTo: "PT10S") { state } }`;
    const began = kit.time.now();
    const answer = kit.query(`mutation { ${["a", "b", "c", "d"].map(create).join("\n")} }`);
    await pass(kit, 2000);
    const { data, errors } = await answer;
    expect(errors).toBeUndefined();
    expect(Object.values(data)).toEqual(Array(4).fill({ evaluationTask: { state: "PENDING" } }));
    expect(kit.time.now() - began).toBe(2000);
    expect(kit.upstream().filter((name) => name === "eval/create")).toHaveLength(4);
    expect(kit.time.scheduled).toEqual([]);
  });

  it("counts waits at the same time once", async () => {
    const kit = await startKit({ settings: { WAIT_MAX_SECONDS: "2" } });
    const wait = (name: string, seconds: number) =>
      `${name}: evaluationTask(id: "ame-h9z1bgznokkg", waitUpTo: "PT${seconds}S") { state }`;
    const answer = kit.query(`{ ${wait("a", 1)} ${wait("b", 1.5)} ${wait("c", 10)} }`);
    await vi.waitFor(() => expect(kit.time.scheduled).toContain(2000));
    kit.time.pass(2000);
    const { data } = await answer;
    expect(Object.values(data)).toEqual(Array(3).fill({ state: "DOING" }));
  });

  it("costs nothing more for what is final, does not exist, or is not waited for", async () => {
    const kit = await startKit();
    const ask = async (id: string, wait?: string) =>
      (await kit.query(TASK, { id, wait })).data.evaluationTask?.state;
    expect(await ask("ame-s9m7btjxlfkl", "PT30S")).toBe("STOPPED");
    expect(await ask("ame-000000000000", "PT30S")).toBeUndefined();
    expect(await ask("ame-h9z1bgznokkg")).toBe("DOING");
    expect(await ask("ame-h9z1bgznokkg", "PT0S")).toBe("DOING");
    expect(kit.upstream().filter((name) => name === "eval/detail")).toHaveLength(4);
    expect(kit.time.scheduled).toEqual([]);
  });

  it("shares the polls of everyone who waits for the same thing", async () => {
    const kit = await startKit();
    const { evalIdStr: id } = startedTask(kit);
    // Different texts: identical operations would share one execution.
    const answers = Array.from({ length: 20 }, (_, n) =>
      kit.query(`${TASK} # ${n}`, { id, wait: "PT50S" }),
    );
    await vi.waitFor(() => expect(kit.time.scheduled).toHaveLength(20 + 20 + 1), PATIENT);
    const before = kit.qianfan.calls.length;
    kit.time.pass(2000);
    await vi.waitFor(() => expect(kit.time.scheduled).toHaveLength(20 + 20 + 1), PATIENT);
    expect(kit.qianfan.calls).toHaveLength(before + 1);
    kit.time.pass(50_000);
    expect(
      new Set((await Promise.all(answers)).map(({ data }) => data.evaluationTask.state)),
    ).toEqual(new Set(["PENDING"]));
  });

  it("ends with what is known when the server stops", async () => {
    const kit = await startKit();
    const answer = kit.query(TASK, { id: "ame-h9z1bgznokkg", wait: "PT50S" });
    await vi.waitFor(() => expect(kit.time.scheduled.length).toBeGreaterThan(0));
    await kit.stop();
    expect((await answer).data.evaluationTask.state).toBe("DOING");
  });

  it("waits for a version to be ready", async () => {
    const kit = await startKit();
    const registry = kit.qianfan.registry();
    const { modelIdStr } = registry.addModel({ versions: 0 });
    const { modelVersionIdStr: id } = registry.addVersion(modelIdStr, { published: true });
    const answer = kit.query(
      `query ($id: ID!) { modelVersion(id: $id, waitUpTo: "PT50S") { state parameters { input } } }`,
      { id },
    );
    await pass(kit, 30_000);
    expect((await answer).data.modelVersion).toEqual({
      state: "READY",
      parameters: { input: expect.anything() },
    });
    expect(kit.upstream()).toEqual(["modelVersionDetail", "modelVersionDetail"]);
  });

  it("waits for what a mutation has started", async () => {
    const kit = await startKit();
    const created = kit.query(`mutation { createEvaluationTask(input: {
      name: "awaited", datasetId: 1337, versions: [{ modelVersionId: 16088 }],
      rule: { scoreModes: [ACCURACY] }
    }) { evaluationTask(waitUpTo: "PT55S") { name state } userErrors { message } } }`);
    await pass(kit, 50_000);
    await vi.waitFor(() => expect(kit.time.scheduled).toHaveLength(3));
    kit.time.pass(5000);
    expect(await created).toEqual({
      data: {
        createEvaluationTask: {
          evaluationTask: { name: "awaited", state: "DOING" },
          userErrors: [],
        },
      },
    });
    const published = kit.query(`mutation { publishModel(input: {
      modelId: 13410, trainJobId: "job-7xk2mwq9rtba", trainTaskId: "task-9wm4qz7xk2bt"
    }) { modelVersion(waitUpTo: "PT1M") { state } model { name } userErrors { message } } }`);
    await pass(kit, 20_000);
    expect((await published).data.publishModel).toEqual({
      modelVersion: { state: "READY" },
      model: { name: "客服助手" },
      userErrors: [],
    });
  });

  it("of a mutation that was declined is not waited for", async () => {
    const kit = await startKit();
    const { data } = await kit.query(`mutation { publishModel(input: {
      modelName: "客服助手", trainJobId: "job-7xk2mwq9rtba", trainTaskId: "task-9wm4qz7xk2bt"
    }) { modelVersion(waitUpTo: "PT1M") { state } userErrors { code } } }`);
    expect(data.publishModel).toEqual({
      modelVersion: null,
      userErrors: [{ code: "MODEL_NAME_TAKEN" }],
    });
  });

  it.each(["PT", "P", "30", "-PT30S", "P1M", "P1Y", "PT1S1M", ""])(
    "that is no span of time is refused, with what is: %j",
    async (wait) => {
      const kit = await startKit();
      const { errors } = await kit.query(TASK, { id: "ame-h9z1bgznokkg", wait });
      expect(errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
      expect(kit.upstream()).toEqual([]);
    },
  );

  it("takes weeks, days, hours, minutes, and seconds with fractions", () => {
    expect(["P1W", "P1DT1H", "PT1M30S", "PT0.5S", "PT0,25S", null, undefined].map(waitMs)).toEqual([
      604_800_000, 90_000_000, 90_000, 500, 250, 0, 0,
    ]);
  });
});
