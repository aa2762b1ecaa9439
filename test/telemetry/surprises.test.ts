import { pino } from "pino";
import { describe, expect, it } from "vitest";
import { object } from "../../src/datasources/qianfan/decode/coerce.ts";
import { read } from "../../src/datasources/qianfan/http/operation.ts";
import { operations } from "../../src/datasources/qianfan/v1/operations.ts";
import { Metrics } from "../../src/observability/metrics.ts";
import { SurpriseWatch } from "../../src/observability/surprise-watch.ts";
import { startKit } from "../kit/index.ts";

const MODEL = `{ model(id: "am-4kq9trv2xw7b") { name description } }`;
const METRIC = "qianfan_graphql_upstream_surprises_total";

async function counted(metrics: Metrics): Promise<unknown[]> {
  const metric = await metrics.registry.getSingleMetric(METRIC)?.get();
  return metric?.values.map(({ labels, value }) => ({ ...labels, value })) ?? [];
}

describe("surprises in Qianfan's answers", () => {
  it("are counted each time and logged once, by name and type, and the answer stays as it is", async () => {
    const { query, qianfan, logged, adminUrl } = await startKit({ settings: { ADMIN_PORT: "0" } });
    const fault = { kind: "set", path: "result.description", json: '["private text"]' } as const;
    qianfan.faults.next("modelDetail", fault, { times: 2 });
    for (const _ of [1, 2]) {
      const { data } = await query(MODEL);
      expect(data.model).toMatchObject({ name: expect.any(String), description: null });
    }
    const lines = logged.filter(({ msg }) => String(msg).includes("differs"));
    expect(lines).toMatchObject([
      {
        operation: "modelDetail",
        member: "description",
        kind: "type",
        found: "list",
        wanted: "text",
      },
    ]);
    expect(JSON.stringify(lines)).not.toContain("private text");
    const page = await (await fetch(`${adminUrl}/metrics`)).text();
    expect(page).toContain(
      `${METRIC}{operation="modelDetail",member="description",kind="type"} 2\n`,
    );
  });

  it("are none where Qianfan answers as it is known to", async () => {
    const { query, logged, adminUrl } = await startKit({ settings: { ADMIN_PORT: "0" } });
    await query(MODEL);
    expect(logged.filter(({ msg }) => String(msg).includes("differs"))).toEqual([]);
    const page = await (await fetch(`${adminUrl}/metrics`)).text();
    expect(page).not.toContain(`${METRIC}{`);
  });

  it("are looked for in the first answers of each hour", async () => {
    let now = 0;
    const metrics = new Metrics(1);
    const watch = new SurpriseWatch(pino({ level: "silent" }), metrics, () => now);
    const look = () => watch.look(operations.cancelEvaluation, { result: 1 }, {});
    for (let count = 0; count < 50; count += 1) look();
    const [missing] = await counted(metrics);
    expect(missing).toMatchObject({ operation: "eval/cancel", value: 10 });
    now = 3_600_000;
    look();
    expect((await counted(metrics))[0]).toMatchObject({ value: 11 });
  });

  it("have a bounded number of labels, however many members Qianfan sends", async () => {
    const metrics = new Metrics(1);
    const watch = new SurpriseWatch(pino({ level: "silent" }), metrics);
    for (let count = 0; count < 100; count += 1) {
      const operation = read(`operation${count}`, () => ({}), operations.modelDetail.answer, {});
      watch.look(operation, { modelId: 1, [`member${count}`]: 1 }, {});
    }
    const labels = await counted(metrics);
    expect(labels.length).toBeLessThanOrEqual(300 + 100 * 4);
    expect(labels).toContainEqual(expect.objectContaining({ member: "other" }));
  });

  it("do not fail an answer that cannot be looked at", () => {
    const watch = new SurpriseWatch(pino({ level: "silent" }), null);
    const failing = object.transform(() => {
      throw new Error("a decoder failed");
    });
    expect(() =>
      watch.look(
        read("any", () => ({}), failing, {}),
        {},
        {},
      ),
    ).not.toThrow();
  });
});
