import { describe, expect, it, vi } from "vitest";
import { type Kit, startKit } from "../kit/index.ts";
import {
  overEventStream,
  overMultipart,
  overWebSocket,
  pass,
  type Results,
  rest,
  type Subscribe,
  wsClient,
} from "../kit/subscribe.ts";
import { spread, tally } from "../reads/fixtures.ts";

const TASK = `subscription ($id: ID!) { evaluationTaskUpdated(id: $id) { id state units { state inferenceDataset { state } } } }`;
const STATE = `subscription ($id: ID!) { evaluationTaskUpdated(id: $id) { state } }`;

/** Time leaps in these tests: further than a client can answer pings in between. */
function start(settings: Record<string, string> = {}): Promise<Kit> {
  return startKit({ settings: { SUBSCRIPTION_HEARTBEAT_SECONDS: "3600", ...settings } });
}

function startedTask({ qianfan }: Kit, versions = 1) {
  const registry = qianfan.registry();
  return registry.addTask({
    versions: spread(registry, 1, versions).versions,
    startedAt: qianfan.clock.now(),
  });
}

function unit(state: string, answers: string) {
  return { state, inferenceDataset: { state: answers } };
}

async function state(results: Results): Promise<unknown> {
  return (await results.next()).value?.data?.evaluationTaskUpdated.state;
}

const WAYS: [string, Subscribe][] = [
  ["over a WebSocket", overWebSocket],
  ["as server-sent events", overEventStream],
  ["as parts of a response", overMultipart],
];

describe.each(WAYS)("a subscription to an evaluation, %s", (_, subscribe) => {
  it("brings the state now, each change, and completes after the final one", async () => {
    const kit = await start();
    const { evalIdStr: id } = startedTask(kit);
    const results = subscribe(kit, TASK, { id });
    expect((await results.next()).value).toEqual({
      data: {
        evaluationTaskUpdated: { id, state: "PENDING", units: [unit("Editing", "PENDING")] },
      },
    });
    await pass(kit, 10_000);
    expect((await results.next()).value).toEqual({
      data: { evaluationTaskUpdated: { id, state: "DOING", units: [unit("Doing", "PENDING")] } },
    });
    await pass(kit, 30_000);
    expect((await results.next()).value?.data?.evaluationTaskUpdated.units).toEqual([
      unit("Doing", "SUCCEEDED"),
    ]);
    await pass(kit, 60_000);
    const last = await rest(results);
    expect(last.at(-1)?.data?.evaluationTaskUpdated.state).toBe("DONE");
    await vi.waitFor(() => expect(kit.time.scheduled).toEqual([]));
    expect(new Set(kit.upstream())).toEqual(new Set(["eval/detail"]));
  });

  it("of a finished task brings it once and completes", async () => {
    const kit = await start();
    const id = "ame-5wz1kd8qh3vn";
    expect(await rest(subscribe(kit, STATE, { id }))).toEqual([
      { data: { evaluationTaskUpdated: { state: "DONE" } } },
    ]);
    await rest(subscribe(kit, STATE, { id }));
    expect(kit.upstream()).toEqual(["eval/detail"]);
  });

  it("resolves any field of each event, with loaders and a budget of its own", async () => {
    const kit = await start({ UPSTREAM_MAX_CALLS: "2" });
    const { evalIdStr: id } = startedTask(kit, 3);
    const results = subscribe(
      kit,
      `subscription ($id: ID!) { evaluationTaskUpdated(id: $id) {
         state report { rule { accuracy } } units { modelVersion { framework } } } }`,
      { id },
    );
    const units = Array(3).fill({ modelVersion: { framework: "paddlepaddle" } });
    expect((await results.next()).value).toEqual({
      data: { evaluationTaskUpdated: { state: "PENDING", report: null, units } },
    });
    expect(tally(kit.upstream())).toEqual({ "eval/detail": 1, modelDetail: 1 });
    await pass(kit, 100_000);
    const [last] = await rest(results);
    expect(last?.errors).toBeUndefined();
    expect(last?.data?.evaluationTaskUpdated.report).toHaveLength(3);
    // The versions are final, and known by now; the report is asked for with the first event that may have one.
    expect(kit.upstream()).toEqual(["eval/detail", "eval/report"]);
  });

  it("shows at once what a mutation through this server does", async () => {
    const kit = await start();
    const { evalIdStr: id } = startedTask(kit);
    const results = subscribe(kit, STATE, { id });
    expect(await state(results)).toBe("PENDING");
    await kit.query("mutation ($id: ID!) { stopEvaluationTask(id: $id) { userErrors { code } } }", {
      id,
    });
    expect(await state(results)).toBe("STOPPING");
    expect(kit.upstream()).toEqual(["eval/detail", "eval/cancel", "eval/detail"]);
  });

  it("shows at once that a draft has been started", async () => {
    const kit = await start();
    const results = subscribe(kit, STATE, { id: "ame-odjp5zzzfrtk" });
    expect(await state(results)).toBe("EDITING");
    const { data } = await kit.query(`mutation { createEvaluationTask(input: {
      name: "started", datasetId: 1337, pendingTaskId: "ame-odjp5zzzfrtk",
      versions: [{ modelVersionId: 16088 }], rule: { scoreModes: [ACCURACY] }
    }) { userErrors { message } evaluationTask { id } } }`);
    expect(data.createEvaluationTask.evaluationTask).toEqual({ id: "ame-odjp5zzzfrtk" });
    expect(await state(results)).toBe("PENDING");
  });

  it("ends with not found when the task is deleted, and for a task that never was", async () => {
    const kit = await start();
    const { evalIdStr: id } = startedTask(kit);
    const results = subscribe(kit, STATE, { id });
    expect(await state(results)).toBe("PENDING");
    kit.qianfan.registry().deleteTask(id);
    await pass(kit, 2000);
    expect(await rest(results)).toEqual([
      {
        data: null,
        errors: [
          {
            message: `There is no evaluation ${id}, or no longer.`,
            path: ["evaluationTaskUpdated"],
            extensions: { code: "NOT_FOUND", retryable: false, requestId: expect.any(String) },
          },
        ],
      },
    ]);
    const never = await rest(subscribe(kit, STATE, { id: "ame-000000000000" }));
    expect(never.map(({ errors }) => errors?.[0]?.extensions.code)).toEqual(["NOT_FOUND"]);
  });

  it("ends at once when the task is deleted through this server", async () => {
    const kit = await start();
    const { evalIdStr: id } = startedTask(kit);
    const results = subscribe(kit, STATE, { id });
    expect(await state(results)).toBe("PENDING");
    await kit.query("mutation ($ids: [ID!]!) { deleteEvaluationTasks(ids: $ids) { __typename } }", {
      ids: [id],
    });
    expect((await rest(results)).map(({ errors }) => errors?.[0]?.extensions.code)).toEqual([
      "NOT_FOUND",
    ]);
  });

  it("tells upstream trouble once, in the extensions and the caller's language, and goes on", async () => {
    const kit = await start();
    const { evalIdStr: id } = startedTask(kit);
    const results = subscribe(kit, STATE, { id }, { "accept-language": "zh" });
    expect(await state(results)).toBe("PENDING");
    const since = kit.qianfan.clock.now().toISOString();
    kit.qianfan.clockSkewMs = 10 * 3_600_000;
    await pass(kit, 2000);
    const troubled = (await results.next()).value;
    expect(troubled?.data).toEqual({ evaluationTaskUpdated: { state: "PENDING" } });
    expect(troubled?.extensions).toMatchObject({
      watch: {
        outOfDateSince: since,
        error: {
          message: expect.stringContaining("千帆拒绝了本服务的访问密钥"),
          extensions: {
            code: "QIANFAN_CREDENTIALS_REJECTED",
            qianfan: { operation: "eval/detail" },
          },
        },
      },
    });
    kit.time.pass(4000);
    await vi.waitFor(() => expect(kit.upstream().length).toBeGreaterThan(0));
    kit.qianfan.clockSkewMs = 0;
    kit.time.pass(60_000);
    const recovered = (await results.next()).value;
    expect(recovered).toEqual({ data: { evaluationTaskUpdated: { state: "DONE" } } });
    expect(await rest(results)).toEqual([]);
  });

  it("says nothing of trouble that the client's own retries get over", async () => {
    const kit = await start({ UPSTREAM_RETRY_DELAY_MS: "1" });
    const { evalIdStr: id } = startedTask(kit);
    const results = subscribe(kit, STATE, { id });
    expect(await state(results)).toBe("PENDING");
    kit.qianfan.faults.next("eval/detail", { kind: "status", status: 503 }, { times: 2 });
    await pass(kit, 100_000);
    expect(await rest(results)).toEqual([{ data: { evaluationTaskUpdated: { state: "DONE" } } }]);
    expect(kit.upstream()).toEqual(Array(4).fill("eval/detail"));
  });

  it("ends with an error after the set time without an answer", async () => {
    const kit = await start({ WATCH_MAX_SILENCE_SECONDS: "1" });
    const { evalIdStr: id } = startedTask(kit);
    const results = subscribe(kit, STATE, { id });
    expect(await state(results)).toBe("PENDING");
    kit.qianfan.clockSkewMs = 10 * 3_600_000;
    await pass(kit, 2000);
    expect((await rest(results)).map(({ errors }) => errors?.[0]?.extensions.code)).toEqual([
      "QIANFAN_CREDENTIALS_REJECTED",
    ]);
  });

  it("ends with a clear message when the task takes too long", async () => {
    const kit = await start({ WATCH_MAX_SECONDS: "3600" });
    const results = subscribe(kit, STATE, { id: "ame-h9z1bgznokkg" });
    expect(await state(results)).toBe("DOING");
    kit.time.pass(3_600_000);
    expect(await rest(results)).toEqual([
      {
        data: null,
        errors: [
          {
            message:
              "The evaluation ame-h9z1bgznokkg has been watched for 60 minutes and has not come to its end. Subscribe again to watch on.",
            path: ["evaluationTaskUpdated"],
            extensions: {
              code: "WATCH_TIME_EXCEEDED",
              retryable: true,
              requestId: expect.any(String),
            },
          },
        ],
      },
    ]);
  });

  it("follows a model version until it is ready", async () => {
    const kit = await start();
    const registry = kit.qianfan.registry();
    const { modelIdStr } = registry.addModel({ name: "watched", versions: 0 });
    const { modelVersionId: id } = registry.addVersion(modelIdStr, { published: true });
    const results = subscribe(
      kit,
      "subscription ($id: ID!) { modelVersionUpdated(id: $id) { state name parameters { input } } }",
      { id },
    );
    expect((await results.next()).value?.data?.modelVersionUpdated.state).toBe("CREATING");
    await pass(kit, 60_000);
    const [last] = await rest(results);
    expect(last?.data?.modelVersionUpdated).toMatchObject({ state: "READY", name: "watched" });
    expect(new Set(kit.upstream())).toEqual(new Set(["modelVersionDetail"]));
  });

  it("refuses what is no valid subscription, and asks Qianfan nothing", async () => {
    const kit = await start();
    const codes = async (query: string, variables = {}) =>
      (await rest(subscribe(kit, query, variables)))[0]?.errors?.map(
        ({ extensions }) => extensions.code,
      );
    expect(await codes("{ model(id: 13410) { name } }")).toEqual(["BAD_REQUEST"]);
    expect(
      await codes(`mutation { stopEvaluationTask(id: "5909") { userErrors { code } } }`),
    ).toEqual(["BAD_REQUEST"]);
    expect(await codes("subscription {")).toEqual(["GRAPHQL_PARSE_FAILED"]);
    expect(await codes("subscription { nothing }")).toEqual(["GRAPHQL_VALIDATION_FAILED"]);
    expect(await codes(STATE)).toEqual(["BAD_USER_INPUT"]);
    expect(await codes(STATE, { id: "../etc" })).toEqual(["BAD_USER_INPUT"]);
    expect(kit.upstream()).toEqual([]);
  });
});

describe("subscribers to the same task", () => {
  it("share its polls, whichever way they came and by whichever form of the id", async () => {
    const kit = await start();
    const { evalIdStr, evalId } = startedTask(kit);
    const first = overWebSocket(kit, STATE, { id: evalIdStr });
    expect(await state(first)).toBe("PENDING");
    const second = overEventStream(kit, STATE, { id: String(evalId) });
    expect(await state(second)).toBe("PENDING");
    await pass(kit, 10_000);
    expect([await state(first), await state(second)]).toEqual(["DOING", "DOING"]);
    expect(kit.upstream()).toEqual(["eval/detail", "eval/detail"]);
  });

  it("are a thousand at the price of one poll for each interval, and leave nothing behind", async () => {
    const kit = await start();
    const { evalIdStr: id } = startedTask(kit);
    const clients = Array.from({ length: 10 }, () => wsClient(kit));
    const all = clients.flatMap((client) =>
      Array.from({ length: 100 }, () =>
        client.iterate<{ evaluationTaskUpdated: { state: string } }>({
          query: STATE,
          variables: { id },
        }),
      ),
    );
    const next = async () =>
      new Set(
        await Promise.all(
          all.map(async (each) => (await each.next()).value?.data?.evaluationTaskUpdated.state),
        ),
      );
    expect(await next()).toEqual(new Set(["PENDING"]));
    expect(kit.upstream()).toEqual(["eval/detail"]);
    const scheduled = kit.time.scheduled.length;
    for (let polls = 1; polls <= 2; polls += 1) {
      await pass(kit, 2000);
      await vi.waitFor(() => expect(kit.qianfan.calls).toHaveLength(1 + polls));
    }
    await pass(kit, 2000);
    expect(await next()).toEqual(new Set(["DOING"]));
    expect(kit.upstream()).toEqual(["eval/detail", "eval/detail", "eval/detail"]);
    await Promise.all(all.map((each) => each.return?.()));
    await vi.waitFor(() => expect(kit.time.scheduled).toEqual([]));
    expect(scheduled).toBe(1000 + 1 + 10);
    kit.time.pass(10_000);
    expect(kit.upstream()).toEqual([]);
  });
});
