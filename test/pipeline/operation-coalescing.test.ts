import { describe, expect, it, onTestFinished, vi } from "vitest";
import { EvaluationReads } from "../../src/datasources/reads/evaluations.ts";
import { ModelReads } from "../../src/datasources/reads/models.ts";
import { bearer, tokensFile } from "../auth/kit.ts";
import { untilCalled } from "../kit/calls.ts";
import { type Kit, type KitOptions, operationLines, startKit } from "../kit/index.ts";

const MODEL = { id: "am-4kq9trv2xw7b" };
const DOCUMENT = "query ($id: ID!) { model(id: $id) { name versions { version } } }";
const AT_ONCE = 8;

/** A server that has answered the query once, and a count of its executions from now on. */
async function warm(options: KitOptions = {}, headers: Record<string, string> = {}) {
  const kit = await startKit(options);
  await kit.query(DOCUMENT, MODEL, headers);
  kit.upstream();
  kit.logged.length = 0;
  // Long enough for the last to arrive while the first one's call is under way.
  kit.qianfan.latencyMs = 1_000;
  const read = vi.spyOn(ModelReads.prototype, "byId");
  onTestFinished(() => read.mockRestore());
  return { ...kit, executions: () => read.mock.calls.length };
}

function atOnce<Result>(ask: (n: number) => Promise<Result>): Promise<Result[]> {
  return Promise.all(Array.from({ length: AT_ONCE }, (_, n) => ask(n)));
}

describe("identical queries in flight", () => {
  it("are executed once, and each is logged, counted and answered alike", async () => {
    const kit = await warm({ settings: { ADMIN_PORT: "0" } });
    const answers = await atOnce(() => kit.query(DOCUMENT, MODEL));
    expect(answers[0]?.data.model).toMatchObject({ name: "客服助手" });
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(kit.executions()).toBe(1);
    expect(kit.upstream()).toEqual(["modelDetail"]);
    const lines = operationLines(kit);
    expect(new Set(lines.map(({ requestId }) => requestId)).size).toBe(AT_ONCE);
    expect(lines.map(({ upstreamCalls }) => upstreamCalls).sort()).toEqual([
      0, 0, 0, 0, 0, 0, 0, 1,
    ]);
    const metrics = await (await fetch(`${kit.adminUrl}/metrics`)).text();
    expect(metrics).toMatch(/reads_total\{operation="modelDetail",how="shared"\} 7\n/);
  });

  it("fail for each client in its own language", async () => {
    const kit = await warm();
    kit.qianfan.clockSkewMs = 10 * 3_600_000;
    const answers = await atOnce((n) =>
      kit.query(DOCUMENT, MODEL, { "accept-language": n % 2 ? "zh" : "en" }),
    );
    expect(answers.map(({ errors }) => errors?.[0]?.extensions.code)).toEqual(
      Array.from({ length: AT_ONCE }, () => "QIANFAN_CREDENTIALS_REJECTED"),
    );
    expect(answers.map(({ errors }) => /[一-龥]/.test(errors?.[0]?.message ?? ""))).toEqual(
      Array.from({ length: AT_ONCE }, (_, n) => n % 2 === 1),
    );
    expect(kit.executions()).toBe(2);
    expect(operationLines(kit).every(({ outcome }) => outcome === "failed")).toBe(true);
    expect(kit.upstream()).toHaveLength(1);
  });

  it("are executed apart for other variables, for fresh answers and to show the calls", async () => {
    const kit = await warm();
    const [one, byInteger, fresh, shown, showing] = await Promise.all([
      kit.query(DOCUMENT, MODEL),
      kit.query(DOCUMENT, { id: "13410" }),
      kit.query(DOCUMENT, MODEL, { "cache-control": "no-cache" }),
      kit.query(DOCUMENT, MODEL, { "x-show-upstream": "1" }),
      kit.query(DOCUMENT, MODEL, { "x-show-upstream": "1" }),
    ]);
    expect(kit.executions()).toBe(5);
    expect([byInteger, fresh]).toEqual([one, one]);
    expect(one).not.toHaveProperty("extensions");
    for (const { extensions } of [shown, showing]) expect(extensions?.upstream).toHaveLength(1);
    expect(kit.upstream()).toEqual(["modelDetail"]);
  });

  it("are executed apart for callers with other scopes", async () => {
    const { path, tokens } = tokensFile(
      { name: "ann", scopes: ["read"] },
      { name: "bob", scopes: ["read"] },
      { name: "eve", scopes: ["publish"] },
    );
    const [ann = "", bob = "", eve = ""] = tokens;
    const kit = await warm({ settings: { TOKENS_FILE: path } }, bearer(ann));
    const answers = await Promise.all(
      [ann, bob, eve].map((token) => kit.query(DOCUMENT, MODEL, bearer(token))),
    );
    expect(answers[0]?.errors).toBeUndefined();
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]?.errors?.[0]?.extensions.code).toBe("FORBIDDEN");
    expect(kit.executions()).toBe(1);
    expect(
      operationLines(kit)
        .map(({ caller }) => caller)
        .sort(),
    ).toEqual(["ann", "bob", "eve"]);
  });

  it("are executed anew once something has changed, though the call is still in flight", async () => {
    const kit = await warm();
    const before = kit.query(DOCUMENT, MODEL);
    await untilCalled(kit.qianfan, 2);
    kit.qianfan.latencyMs = 0;
    const { data } = await kit.query(`mutation { publishModel(input: {
      modelId: "13410", trainJobId: "job-7xk2mwq9rtba", trainTaskId: "task-9wm4qz7xk2bt"
    }) { userErrors { code } } }`);
    expect(data.publishModel.userErrors).toEqual([]);
    const after = await kit.query(DOCUMENT, MODEL);
    expect(after.data.model.versions).toHaveLength(4);
    expect(kit.executions()).toBe(2);
    await before;
  });

  it("are executed anew once anything has been read for the first of them", async () => {
    const kit = await startKit();
    const task =
      "query ($id: ID!) { evaluationTask(id: $id) { state report { rule { accuracy } } } }";
    const ask = () => kit.query(task, { id: "ame-5wz1kd8qh3vn" }, { "cache-control": "no-cache" });
    await ask();
    kit.qianfan.latencyMs = 500;
    const read = vi.spyOn(EvaluationReads.prototype, "byId");
    onTestFinished(() => read.mockRestore());
    const first = ask();
    await untilCalled(kit.qianfan, 4);
    expect(await ask()).toEqual(await first);
    expect(read).toHaveBeenCalledTimes(2);
    expect(kit.upstream()).toEqual([
      "eval/detail",
      "eval/report",
      "eval/detail",
      "eval/report",
      "eval/detail",
      "eval/report",
    ]);
  });

  it("are executed anew for a late client, whose own time has just begun", async () => {
    const kit = await warm({ settings: { OPERATION_TIMEOUT_MS: "2000" } });
    kit.qianfan.latencyMs = 2_800;
    const first = kit.query(DOCUMENT, MODEL);
    await new Promise((resolve) => setTimeout(resolve, 1_400));
    const second = kit.query(DOCUMENT, MODEL);
    expect((await first).errors?.[0]?.extensions.code).toBe("QIANFAN_TIMEOUT");
    expect((await second).data.model.name).toBe("客服助手");
    expect(kit.upstream()).toEqual(["modelDetail"]);
  });
});

describe("clients of one execution", () => {
  const ask = ({ url }: Pick<Kit, "url">, signal?: AbortSignal) =>
    fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: DOCUMENT, variables: MODEL }),
      ...(signal && { signal }),
    });

  it.each([
    ["the first", 0],
    ["another", 1],
  ])("are not disturbed when one disconnects: %s", async (_, who) => {
    const kit = await warm();
    const leaving = new AbortController();
    const asked = [0, 1, 2].map((n) => ask(kit, n === who ? leaving.signal : undefined));
    await untilCalled(kit.qianfan, 2);
    // All three are there by then.
    await kit.query("{ __typename }");
    leaving.abort();
    const answers = await Promise.allSettled(asked);
    expect(answers.map(({ status }) => status)).toEqual(
      [0, 1, 2].map((n) => (n === who ? "rejected" : "fulfilled")),
    );
    expect(kit.executions()).toBe(1);
    expect(kit.qianfan.calls.map(({ status }) => status)).toEqual([200, 200]);
  });

  it("are not joined once they have disconnected", async () => {
    const kit = await warm();
    const { byId } = ModelReads.prototype;
    const left = new AbortController();
    let goOn = () => {};
    const held = vi.spyOn(ModelReads.prototype, "byId").mockImplementationOnce(async function (
      this: ModelReads,
      id,
    ) {
      await new Promise<void>((resolve) => (goOn = resolve));
      return byId.call(this, id);
    });
    const first = ask(kit, left.signal);
    await vi.waitUntil(() => held.mock.calls.length === 1);
    left.abort();
    await expect(first).rejects.toThrow();
    await kit.query("{ __typename }");
    const second = kit.query(DOCUMENT, MODEL);
    await vi.waitUntil(() => held.mock.calls.length === 2);
    goOn();
    expect((await second).data.model.name).toBe("客服助手");
    expect(kit.qianfan.calls.map(({ status }) => status)).toEqual([200, 200]);
  });

  it("give the call up when the last one has disconnected", async () => {
    const kit = await warm();
    const leaving = [new AbortController(), new AbortController()];
    const asked = leaving.map(({ signal }) => ask(kit, signal));
    await untilCalled(kit.qianfan, 2);
    await kit.query("{ __typename }");
    for (const each of leaving) each.abort();
    expect((await Promise.allSettled(asked)).map(({ status }) => status)).toEqual([
      "rejected",
      "rejected",
    ]);
    kit.qianfan.latencyMs = 0;
    expect((await kit.query(DOCUMENT, MODEL)).errors).toBeUndefined();
    expect(kit.qianfan.calls.at(1)?.ended).toBeNull();
    expect(kit.executions()).toBe(2);
  });
});
