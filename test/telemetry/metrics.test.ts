import { describe, expect, it, onTestFinished, vi } from "vitest";
import { DEMO_ACCOUNT } from "../../src/emulator/index.ts";
import { processCounts } from "../../src/observability/process-counts.ts";
import { untilCalled } from "../kit/calls.ts";
import { type KitOptions, startKit } from "../kit/index.ts";
import { overEventStream, overWebSocket, rest } from "../kit/subscribe.ts";

async function startScraped({ settings, ...options }: KitOptions = {}) {
  const kit = await startKit({ ...options, settings: { ADMIN_PORT: "0", ...settings } });
  return {
    ...kit,
    /** The samples of one metric, without those that are zero. */
    async scrape(name: string): Promise<string[]> {
      const page = await (await fetch(`${kit.adminUrl}/metrics`)).text();
      return page
        .split("\n")
        .filter((line) => line.startsWith(`qianfan_graphql_${name}`) && !line.endsWith(" 0"))
        .map((line) => line.slice("qianfan_graphql_".length))
        .sort();
    },
  };
}

describe("metrics", () => {
  it("count operations by name and outcome", async () => {
    const { query, scrape } = await startScraped();
    await query(`query Name { model(id: "am-4kq9trv2xw7b") { name } }`);
    await query(`query Name { model(id: "am-4kq9trv2xw7b") { name } }`);
    await query(`{ model(id: "nonsense") { name } }`);
    await query(`{ nonsense }`);
    await query(`{`);
    expect(await scrape("operations_total")).toMatchInlineSnapshot(`
      [
        "operations_total{operation="Name",type="query",outcome="ok"} 2",
        "operations_total{operation="anonymous",type="query",outcome="BAD_USER_INPUT"} 1",
        "operations_total{operation="invalid",type="unknown",outcome="GRAPHQL_PARSE_FAILED"} 1",
        "operations_total{operation="invalid",type="unknown",outcome="GRAPHQL_VALIDATION_FAILED"} 1",
      ]
    `);
    expect(await scrape("operation_duration_seconds_count")).toMatchInlineSnapshot(`
      [
        "operation_duration_seconds_count{operation="Name",type="query"} 2",
        "operation_duration_seconds_count{operation="anonymous",type="query"} 1",
        "operation_duration_seconds_count{operation="invalid",type="unknown"} 2",
      ]
    `);
  });

  it("count calls to Qianfan by operation and outcome, and reads by how they were answered", async () => {
    const { query, qianfan, scrape } = await startScraped();
    const final = `{ modelVersion(id: "amv-iid2qm5hx9z0") { state } }`;
    await query(final);
    await query(final);
    await query(
      `{ a: model(id: "am-4kq9trv2xw7b") { name } b: model(id: "am-aaaaaaaaaaaa") { name } }`,
    );
    qianfan.clockSkewMs = 86_400_000; // the signature has expired
    await query(`{ model(id: "am-4kq9trv2xw7b") { name } }`);
    expect(await scrape("upstream_calls_total")).toMatchInlineSnapshot(`
      [
        "upstream_calls_total{operation="modelDetail",outcome="QIANFAN_CREDENTIALS_REJECTED"} 1",
        "upstream_calls_total{operation="modelDetail",outcome="ok"} 1",
        "upstream_calls_total{operation="modelDetail",outcome="refused"} 1",
        "upstream_calls_total{operation="modelVersionDetail",outcome="ok"} 1",
      ]
    `);
    expect(await scrape("upstream_attempts_total")).toMatchInlineSnapshot(`
      [
        "upstream_attempts_total{operation="modelDetail"} 3",
        "upstream_attempts_total{operation="modelVersionDetail"} 1",
      ]
    `);
    expect(await scrape("reads_total")).toMatchInlineSnapshot(`
      [
        "reads_total{operation="modelDetail",how="sent"} 3",
        "reads_total{operation="modelVersionDetail",how="cached"} 1",
        "reads_total{operation="modelVersionDetail",how="sent"} 1",
      ]
    `);
    expect(await scrape("finals")).toMatchInlineSnapshot(`
      [
        "finals 2",
      ]
    `);
    expect(await scrape("id_pairs")).toMatchInlineSnapshot(`
      [
        "id_pairs 6",
      ]
    `);
  });

  it("count a subscription when it ends, and the reads of its events", async () => {
    const kit = await startScraped();
    const subscription = `subscription Watch { evaluationTaskUpdated(id: "ame-7dk3wm9qx2tz") { state units { modelVersion { framework } } } }`;
    for (const subscribe of [overEventStream, overWebSocket]) {
      const results = subscribe(kit, subscription);
      expect((await results.next()).value?.errors).toBeUndefined();
      expect(await kit.scrape("subscriptions_open")).toEqual(["subscriptions_open 1"]);
      await results.return();
      await vi.waitFor(async () => expect(await kit.scrape("subscriptions_open")).toEqual([]));
    }
    const refused = await rest(overEventStream(kit, subscription.replace("ame-", "am-")));
    expect(refused).toMatchObject([{ errors: [{ extensions: { code: "BAD_USER_INPUT" } }] }]);
    await vi.waitFor(async () => expect(await kit.scrape("operations_total")).toHaveLength(2));
    expect(await kit.scrape("operations_total")).toMatchInlineSnapshot(`
      [
        "operations_total{operation="Watch",type="subscription",outcome="BAD_USER_INPUT"} 1",
        "operations_total{operation="Watch",type="subscription",outcome="ok"} 2",
      ]
    `);
    expect(await kit.scrape("operation_duration_seconds_count")).toMatchInlineSnapshot(`
      [
        "operation_duration_seconds_count{operation="Watch",type="subscription"} 3",
      ]
    `);
    expect(await kit.scrape("reads_total")).toMatchInlineSnapshot(`
      [
        "reads_total{operation="eval/detail",how="sent"} 2",
        "reads_total{operation="modelDetail",how="sent"} 1",
        "reads_total{operation="modelVersionDetail",how="cached"} 2",
      ]
    `);
  });

  it("show the flights under way, and the process's own state", async () => {
    const { query, qianfan, scrape, adminUrl } = await startScraped({
      emulator: { latencyMs: 200 },
    });
    const answer = query(`{ model(id: "am-4kq9trv2xw7b") { name } }`);
    await untilCalled(qianfan);
    expect(await scrape("flights")).toEqual(["flights 1"]);
    await answer;
    expect(await scrape("flights")).toEqual([]);
    const page = await (await fetch(`${adminUrl}/metrics`)).text();
    expect(page).toContain("nodejs_eventloop_lag_p99_seconds");
  });

  it("count the unhandled rejections and the dropped log lines of the process", async () => {
    const before = { ...processCounts };
    onTestFinished(() => void Object.assign(processCounts, before));
    const { scrape } = await startScraped();
    Object.assign(processCounts, { unhandledRejections: 2, droppedLogLines: 3 });
    for (let count = 0; count < 2; count++) {
      expect(await scrape("unhandled_rejections_total")).toEqual(["unhandled_rejections_total 2"]);
      expect(await scrape("dropped_log_lines_total")).toEqual(["dropped_log_lines_total 3"]);
    }
  });

  it("have no label that callers could blow up, and no secret", async () => {
    const { query, adminUrl, scrape } = await startScraped({
      settings: { METRICS_MAX_OPERATION_NAMES: "3" },
    });
    for (let i = 0; i < 20; i += 1) {
      await query(`query Name${i} { model(id: "am-${i}aaaaaaaaaaa") { name } }`);
    }
    expect(await scrape("operations_total")).toHaveLength(4);
    const page = await (await fetch(`${adminUrl}/metrics`)).text();
    expect(page).not.toContain(DEMO_ACCOUNT.secretKey);
    expect(page).not.toContain(DEMO_ACCOUNT.accessKey);
  });
});
