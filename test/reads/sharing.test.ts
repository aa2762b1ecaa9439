import { describe, expect, it } from "vitest";
import { untilCalled } from "../kit/calls.ts";
import { startKit } from "../kit/index.ts";
import { evaluationOfTwenty, spread } from "./fixtures.ts";

const FRESH = { "cache-control": "no-cache" };

describe("identical requests at once", () => {
  it("make as many calls as one of them", async () => {
    // Long enough for the last of the 64 to arrive while the first one's call is under way.
    const { query, qianfan, upstream } = await startKit({ emulator: { latencyMs: 1_000 } });
    const { id } = evaluationOfTwenty(qianfan.registry());
    const document =
      "query ($id: ID!) { evaluationTask(id: $id) { name units { modelVersion { framework model { description } } } } }";
    const answers = await Promise.all(
      Array.from({ length: 64 }, () => query(document, { id }, FRESH)),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.errors).toBeUndefined();
    expect(upstream()).toHaveLength(6);
  });

  it("give their shared call up when the last caller leaves, and not before", async () => {
    const { url, qianfan } = await startKit({ emulator: { latencyMs: 200 } });
    const body = JSON.stringify({ query: `{ model(id: "am-4kq9trv2xw7b") { name } }` });
    const headers = { "content-type": "application/json" };
    const leaving = new AbortController();
    const left = fetch(url, { method: "POST", headers, body, signal: leaving.signal });
    const staying = fetch(url, { method: "POST", headers, body });
    await untilCalled(qianfan);
    leaving.abort();
    await expect(left).rejects.toThrow();
    expect(await (await staying).json()).toEqual({ data: { model: { name: "客服助手" } } });
    expect(qianfan.calls.map(({ operation, status }) => [operation, status])).toEqual([
      ["modelDetail", 200],
    ]);
  });

  it("abort the call when nobody is left to wait for it", async () => {
    const { url, qianfan, query } = await startKit({ emulator: { latencyMs: 300 } });
    const leaving = new AbortController();
    const left = fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: `{ model(id: "am-4kq9trv2xw7b") { name } }` }),
      signal: leaving.signal,
    });
    await untilCalled(qianfan);
    leaving.abort();
    await expect(left).rejects.toThrow();
    qianfan.latencyMs = 0;
    expect(await query(`{ model(id: "am-4kq9trv2xw7b") { name } }`)).toEqual({
      data: { model: { name: "客服助手" } },
    });
    expect(qianfan.calls).toHaveLength(2);
    expect(qianfan.calls[0]?.ended).toBeNull();
  });
});

describe("answers about final things", () => {
  const REPORT = `{ evaluationTask(id: "ame-5wz1kd8qh3vn") { state report { rule { accuracy } } } }`;

  it("are kept: the same final task and report again cost nothing", async () => {
    const { query, upstream } = await startKit();
    const first = await query(REPORT);
    expect(upstream()).toEqual(["eval/detail", "eval/report"]);
    expect(await query(REPORT)).toEqual(first);
    expect(upstream()).toEqual([]);
  });

  it("are passed over with no-cache, and by both forms of the id alike", async () => {
    const { query, upstream } = await startKit();
    await query(REPORT);
    upstream();
    await query(REPORT, {}, FRESH);
    expect(upstream()).toEqual(["eval/detail", "eval/report"]);
    await query(`{ evaluationTask(id: 5901) { name } }`);
    expect(upstream()).toEqual([]);
  });

  it("are not kept when the setting says so", async () => {
    const { query, upstream } = await startKit({ settings: { FINALS_MAX_AGE_SECONDS: "0" } });
    await query(REPORT);
    await query(REPORT);
    expect(upstream()).toHaveLength(4);
  });

  it("include versions that are ready, but nothing that still moves", async () => {
    const { query, qianfan, upstream } = await startKit();
    const registry = qianfan.registry();
    const { modelIdStr } = registry.addModel({ versions: 0 });
    const moving = registry.addVersion(modelIdStr, { published: true });
    const document = "query ($id: ID!) { modelVersion(id: $id) { state parameters { input } } }";
    const ask = () => query(document, { id: moving.modelVersionIdStr });
    expect((await ask()).data.modelVersion.state).toBe("CREATING");
    qianfan.clock.advance(60_000);
    expect((await ask()).data.modelVersion.state).toBe("READY");
    expect((await ask()).data.modelVersion.state).toBe("READY");
    expect(upstream()).toEqual(["modelVersionDetail", "modelVersionDetail"]);
  });

  it("do not include errors: the next request asks again", async () => {
    const { query, qianfan, upstream } = await startKit();
    qianfan.clockSkewMs = 10 * 3_600_000;
    const failed = await query(REPORT);
    expect(failed.errors?.[0]?.extensions.code).toBe("QIANFAN_CREDENTIALS_REJECTED");
    qianfan.clockSkewMs = 0;
    expect((await query(REPORT)).errors).toBeUndefined();
    expect(upstream()).toEqual(["eval/detail", "eval/detail", "eval/report"]);
  });
});

describe("a mutation", () => {
  it("is followed by the new state in the same document", async () => {
    const { query, qianfan } = await startKit();
    const registry = qianfan.registry();
    const task = registry.addTask({
      versions: spread(registry, 1, 1).versions,
      startedAt: qianfan.clock.now(),
    });
    const before = await query("query ($id: ID!) { evaluationTask(id: $id) { state } }", {
      id: task.evalId,
    });
    expect(before.data.evaluationTask.state).toBe("PENDING");
    const { data } = await query(
      `mutation ($id: ID!) { stopEvaluationTask(id: $id) { evaluationTask { id state } userErrors { code } } }`,
      { id: task.evalIdStr },
    );
    expect(data.stopEvaluationTask).toEqual({
      evaluationTask: { id: task.evalIdStr, state: "STOPPING" },
      userErrors: [],
    });
  });

  it("shows the model its new version, although the model was read just before", async () => {
    const { query } = await startKit();
    const versions = () => query(`{ model(id: "am-4kq9trv2xw7b") { versions { version } } }`);
    expect((await versions()).data.model.versions).toHaveLength(3);
    const { data } = await query(`mutation { publishModel(input: {
      modelId: "13410", trainJobId: "job-7xk2mwq9rtba", trainTaskId: "task-9wm4qz7xk2bt"
    }) { modelVersion { version state } model { versions { version } } userErrors { code message } } }`);
    expect(data.publishModel.userErrors).toEqual([]);
    expect(data.publishModel.modelVersion).toEqual({ version: "4", state: "CREATING" });
    expect(data.publishModel.model.versions).toHaveLength(4);
    expect((await versions()).data.model.versions).toHaveLength(4);
  });
});

describe("the budget of an operation", () => {
  it("stops it at the limit, names the fields that got nothing, and leaves the rest", async () => {
    const { query, qianfan, upstream } = await startKit({ settings: { UPSTREAM_MAX_CALLS: "3" } });
    const { versions } = spread(qianfan.registry(), 5, 1);
    const ids = versions.map((version) => version.modelVersionIdStr);
    const { data, errors } = await query(
      "query ($ids: [ID!]!) { modelVersions(ids: $ids) { id } }",
      { ids },
    );
    expect(data.modelVersions).toEqual([...ids.slice(0, 3).map((id) => ({ id })), null, null]);
    expect(errors?.map(({ path, extensions }) => [path, extensions.code])).toEqual([
      [["modelVersions", 3], "UPSTREAM_BUDGET_EXCEEDED"],
      [["modelVersions", 4], "UPSTREAM_BUDGET_EXCEEDED"],
    ]);
    expect(upstream()).toHaveLength(3);
  });
});

describe("extensions.upstream", () => {
  const ASK = { "x-show-upstream": "1" };

  it("lists what was asked and how it was come by, for whoever sends X-Show-Upstream", async () => {
    const { query } = await startKit();
    const document = `{ modelVersion(id: "amv-8nzc3yh5pd1m") { state } }`;
    const sent = await query(document, {}, ASK);
    expect(sent.extensions?.upstream).toEqual([
      {
        operation: "modelVersionDetail",
        key: "amv-8nzc3yh5pd1m",
        how: "sent",
        milliseconds: expect.any(Number),
      },
    ]);
    expect((await query(document, {}, ASK)).extensions?.upstream).toEqual([
      { operation: "modelVersionDetail", key: "amv-8nzc3yh5pd1m", how: "cached", milliseconds: 0 },
    ]);
    expect(await query(document)).not.toHaveProperty("extensions");
  });

  it("lists writes among the reads, also one that failed", async () => {
    const { query, qianfan } = await startKit();
    qianfan.faults.next("eval/cancel", { kind: "refuse", code: 999, message: "no" });
    const document = `mutation {
      failed: stopEvaluationTask(id: "ame-h9z1bgznokkg") { userErrors { code } }
      stopped: stopEvaluationTask(id: "ame-h9z1bgznokkg") { evaluationTask { state } }
    }`;
    const { extensions, data } = await query(document, {}, ASK);
    expect(data.stopped.evaluationTask).toEqual({ state: "STOPPING" });
    const milliseconds = expect.any(Number);
    expect(extensions?.upstream).toEqual([
      { operation: "eval/cancel", how: "sent", milliseconds },
      { operation: "eval/cancel", how: "sent", milliseconds },
      { operation: "eval/detail", key: "ame-h9z1bgznokkg", how: "sent", milliseconds },
    ]);
  });

  it("tells a call that another request had under way already", async () => {
    const { query } = await startKit({ emulator: { latencyMs: 50 } });
    const document = `{ model(id: "am-4kq9trv2xw7b") { name } }`;
    const answers = await Promise.all([query(document, {}, ASK), query(document, {}, ASK)]);
    expect(answers.map((answer) => answer.extensions?.upstream?.[0]?.how).sort()).toEqual([
      "sent",
      "shared",
    ]);
  });
});
