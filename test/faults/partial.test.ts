import { describe, expect, it } from "vitest";
import { evaluationOfTwenty } from "../reads/fixtures.ts";
import { post, startFaulty } from "./kit.ts";

const DOWN = { kind: "status", status: 500 } as const;

describe("an answer of which a part fails", () => {
  it("F45 a report that fails leaves the task", async () => {
    const { url, qianfan } = await startFaulty();
    qianfan.faults.next("eval/report", DOWN, { times: 99 });
    const query = `{ evaluationTask(id: "ame-ig70c0ztmfv9") { name state report { rule { f1Score } } } }`;
    const { status, answer } = await post(url, query);
    expect([status, answer]).toMatchObject([
      200,
      {
        data: { evaluationTask: { name: "营销文案_规则评估", state: "DONE", report: null } },
        errors: [
          {
            path: ["evaluationTask", "report"],
            extensions: { code: "QIANFAN_UNAVAILABLE", qianfan: { operation: "eval/report" } },
          },
        ],
      },
    ]);
  });

  it("F46 one version that fails leaves nineteen", async () => {
    const { url, qianfan, upstream } = await startFaulty({ UPSTREAM_ATTEMPTS: "1" });
    const { versions } = qianfan.registry().addModel({ versions: 20 });
    const ids = versions.map(({ modelVersionIdStr }) => modelVersionIdStr);
    qianfan.faults.next("modelVersionDetail", DOWN);
    const query = `{ modelVersions(ids: ${JSON.stringify(ids)}) { version } }`;
    const { status, answer } = await post(url, query);
    const found = answer.data.modelVersions.filter((version: unknown) => version !== null);
    expect([status, found.length, answer.errors?.length]).toEqual([200, 19, 1]);
    expect(upstream()).toHaveLength(20);
  });

  it("F46 one model that fails leaves the other units of an evaluation", async () => {
    const { url, qianfan } = await startFaulty({ UPSTREAM_ATTEMPTS: "1" });
    const { id } = evaluationOfTwenty(qianfan.registry());
    qianfan.faults.next("modelDetail", DOWN);
    const query = `{ evaluationTask(id: "${id}") { name units { modelVersion { version framework } } } }`;
    const { answer } = await post(url, query);
    const units: { modelVersion: { version: string; framework: string | null } }[] =
      answer.data.evaluationTask.units;
    const without = units.filter(({ modelVersion }) => modelVersion.framework === null);
    expect(answer.errors).toHaveLength(without.length);
    expect(without.length).toBeGreaterThan(0);
    expect(without.length).toBeLessThan(20);
    expect(units.every(({ modelVersion }) => modelVersion.version !== null)).toBe(true);
  });
});

describe("messages", () => {
  it.each([
    [
      "en",
      "Qianfan could not be reached or failed (modelDetail): the connection broke before it answered.",
    ],
    ["zh-CN", "千帆无法访问或发生故障（modelDetail）：连接在响应之前中断。"],
  ])("F47 are in the caller's language: %s", async (language, message) => {
    const { url, qianfan } = await startFaulty();
    qianfan.faults.next("modelDetail", { kind: "reset" }, { times: 3 });
    const query = `{ model(id: "am-4kq9trv2xw7b") { name } }`;
    const { answer } = await post(url, query, { "accept-language": language });
    expect(answer.errors?.[0]?.message).toBe(message);
  });
});
