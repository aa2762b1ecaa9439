import { describe, expect, it, vi } from "vitest";
import { DATASET, FIRST, MODEL, SECOND } from "../emulator/v2/start.ts";
import { type Kit, startKit } from "../kit/index.ts";
import { overWebSocket } from "../kit/subscribe.ts";
import { tally } from "../reads/fixtures.ts";

const settings = { QIANFAN_API_VERSION: "v2", SUBSCRIPTION_HEARTBEAT_SECONDS: "3600" };
const startV2 = () => startKit({ settings });

const VERSIONS = `versions: [{ modelVersionId: "${FIRST}" }, { modelVersionId: "${SECOND}" }]`;
const RULE = "rule: { scoreModes: [SIMILARITY] }";
const PROMPT = `prompt: { metric: "综合得分", steps: "1. 阅读" }`;

const create = (input: string) => `mutation { createEvaluationTask(input: {
  name: "评估", datasetId: "${DATASET}", ${input} }) {
  evaluationTask { id } userErrors { code field message } } }`;

async function created(kit: Kit, input = `${VERSIONS}, ${RULE}`): Promise<string> {
  const { data, errors } = await kit.query(create(input));
  expect(errors).toBeUndefined();
  expect(data.createEvaluationTask.userErrors).toEqual([]);
  return data.createEvaluationTask.evaluationTask.id;
}

describe("an evaluation under v2", () => {
  it("is created, read, followed to its end and to its report", async () => {
    const kit = await startV2();
    const id = await created(kit);
    expect(kit.upstream()).toEqual(["CreateEvalTask"]);
    const read = async (fields: string) => {
      const { data, errors } = await kit.query(`{ evaluationTask(id: "${id}") { ${fields} } }`);
      expect(errors).toBeUndefined();
      return data.evaluationTask;
    };
    expect(await read("name state kind createdAt units { promptTemplate isBaseline }")).toEqual({
      name: "评估",
      state: "PENDING",
      kind: "AUTOMATIC",
      createdAt: "2024-06-01T00:00:00.000Z",
      units: [
        { promptTemplate: null, isBaseline: false },
        { promptTemplate: null, isBaseline: false },
      ],
    });
    expect(kit.upstream()).toEqual(["DescribeEvalTask"]);
    kit.qianfan.clock.advance(60_000);
    const done = await read(
      "state progress { total done } report { entryId rule { rougeL } evaluationTaskId }",
    );
    expect(done).toMatchObject({ state: "DONE", progress: { total: 2, done: 2 } });
    expect(done.report).toMatchObject([
      { entryId: `${id}:${FIRST}`, evaluationTaskId: id, rule: { rougeL: expect.any(Number) } },
      { entryId: `${id}:${SECOND}` },
    ]);
    expect(kit.upstream()).toEqual(["DescribeEvalTask", "DescribeEvalTaskReport"]);
    await read("state report { entryId }");
    expect(kit.upstream()).toEqual([]);
  });

  it("asks for its versions only where they are selected, once each", async () => {
    const kit = await startV2();
    const id = await created(kit);
    kit.qianfan.clock.advance(60_000);
    kit.upstream();
    const { data, errors } = await kit.query(`{ evaluationTask(id: "${id}") {
      units { modelName version versionDescription originText model { id } modelVersion { state } }
      report { modelName version model { name } } } }`);
    expect(errors).toBeUndefined();
    expect(data.evaluationTask.units[0]).toEqual({
      modelName: "客服助手",
      version: "1",
      versionDescription: expect.any(String),
      originText: "Train",
      model: { id: MODEL },
      modelVersion: { state: "READY" },
    });
    expect(data.evaluationTask.report[0]).toEqual({
      modelName: "客服助手",
      version: "1",
      model: { name: "客服助手" },
    });
    const { DescribeModelSet = 0, ...calls } = tally(kit.upstream());
    expect(calls).toEqual({ DescribeEvalTask: 1, DescribeEvalTaskReport: 1, DescribeModel: 2 });
    expect(DescribeModelSet).toBeLessThanOrEqual(1);
  });

  it("is judged by a model that is named, alone and beside rules", async () => {
    const kit = await startV2();
    const judge = `judge: { apiName: "ERNIE-4.0-8K", ${PROMPT} }`;
    for (const input of [judge, `${judge}, ${RULE}`]) {
      const id = await created(kit, `${VERSIONS}, ${input}`);
      const { data } = await kit.query(
        `{ evaluationTask(id: "${id}") { standard { modes judge { apiName prompt { metric maxScore } } } } }`,
      );
      expect(data.evaluationTask.standard).toMatchObject({
        judge: { apiName: "ERNIE-4.0-8K", prompt: { metric: "综合得分", maxScore: 5 } },
      });
    }
  });

  it("is scored by people", async () => {
    const kit = await startV2();
    const id = await created(
      kit,
      `${VERSIONS}, manual: { dimensions: [{ name: "满意度" }, { name: "流畅度" }] }`,
    );
    const { data } = await kit.query(
      `{ evaluationTask(id: "${id}") { kind standard { manual { dimensions { name } } } } }`,
    );
    expect(data.evaluationTask).toEqual({
      kind: "MANUAL",
      standard: { manual: { dimensions: [{ name: "满意度" }, { name: "流畅度" }] } },
    });
  });

  it.each([
    [
      "a judge without a model",
      `${VERSIONS}, judge: { ${PROMPT} }`,
      "BAD_USER_INPUT",
      "input.judge.apiName",
    ],
    [
      "people beside rules",
      `${VERSIONS}, ${RULE}, manual: { dimensions: [{ name: "满意度" }] }`,
      "BAD_USER_INPUT",
      "input.manual",
    ],
    ["machines", `${VERSIONS}, ${RULE}, compute: { vmType: 1 }`, "NOT_SUPPORTED", "input.compute"],
    ["an integer id", `versions: [{ modelVersionId: "16022" }], ${RULE}`, "NOT_SUPPORTED", "16022"],
  ])("with %s is refused before anything is sent", async (_, input, code, named) => {
    const { query, upstream } = await startV2();
    const { errors } = await query(create(input));
    expect(errors?.[0]?.extensions.code).toBe(code);
    expect(errors?.[0]?.message).toContain(named);
    expect(upstream()).toEqual([]);
  });

  it("is stopped; one that has ended says why it is not", async () => {
    const kit = await startV2();
    const id = await created(kit);
    const stop = async () =>
      (
        await kit.query(
          `mutation { stopEvaluationTask(id: "${id}") { evaluationTask { state } userErrors { code } } }`,
        )
      ).data.stopEvaluationTask;
    expect(await stop()).toMatchObject({ evaluationTask: { state: "STOPPING" }, userErrors: [] });
    kit.qianfan.clock.advance(60_000);
    expect(await stop()).toEqual({
      evaluationTask: null,
      userErrors: [{ code: "EVALUATION_TASK_NOT_STOPPABLE" }],
    });
  });

  it("is waited for", async () => {
    const kit = await startKit({ settings: { ...settings, WAIT_MAX_SECONDS: "3600" } });
    const id = await created(kit);
    kit.upstream();
    const waiting = kit.query(`{ evaluationTask(id: "${id}", waitUpTo: "PT30M") { state } }`);
    await vi.waitFor(() => expect(kit.time.scheduled.some((due) => due <= 2000)).toBe(true));
    kit.time.pass(60_000);
    expect((await waiting).data.evaluationTask.state).toBe("DONE");
    expect(kit.upstream()).toEqual(["DescribeEvalTask", "DescribeEvalTask"]);
  });

  it("is subscribed to until its end", async () => {
    const kit = await startV2();
    const results = overWebSocket(
      kit,
      "subscription ($id: ID!) { evaluationTaskUpdated(id: $id) { state } }",
      { id: await created(kit) },
    );
    const next = async () => (await results.next()).value?.data?.evaluationTaskUpdated.state;
    const pass = async (ms: number) => {
      await vi.waitFor(() => expect(kit.time.scheduled.some((due) => due <= 4000)).toBe(true));
      kit.time.pass(ms);
    };
    expect(await next()).toBe("PENDING");
    await pass(6000);
    expect(await next()).toBe("DOING");
    await pass(60_000);
    expect(await next()).toBe("DONE");
    expect((await results.next()).done).toBe(true);
  });
});

describe("results under v2", () => {
  it("are not listed, and the error names the alternative", async () => {
    const kit = await startV2();
    const id = await created(kit);
    kit.upstream();
    const { data, errors } = await kit.query(
      `{ evaluationTask(id: "${id}") { name results(filter: { modelVersionIds: ["${FIRST}"] }) { totalCount } } }`,
    );
    expect(data.evaluationTask).toEqual({ name: "评估", results: null });
    expect(errors).toMatchObject([
      {
        path: ["evaluationTask", "results"],
        extensions: { code: "NOT_SUPPORTED", supportedBy: "v1" },
      },
    ]);
    expect(errors?.[0]?.message).toContain("exportEvaluationResults");
    expect(kit.upstream()).toEqual(["DescribeEvalTask"]);
  });

  it("are exported, and the export is followed", async () => {
    const kit = await startV2();
    const { data, errors } = await kit.query(`mutation { exportEvaluationResults(input: {
      evaluationTaskId: "ame-5wz1kd8qh3vn", contents: [PROMPT, METRICS, SYSTEM] }) {
      evaluationResultExport { id state evaluationTask { id } } userErrors { code } } }`);
    expect(errors).toBeUndefined();
    const { evaluationResultExport } = data.exportEvaluationResults;
    expect(evaluationResultExport).toMatchObject({
      state: "PENDING",
      evaluationTask: { id: "ame-5wz1kd8qh3vn" },
    });
    kit.qianfan.clock.advance(60_000);
    const read = await kit.query(
      `{ evaluationResultExport(id: "${evaluationResultExport.id}") { state downloadUrl } }`,
    );
    expect(read.data.evaluationResultExport).toEqual({
      state: "DONE",
      downloadUrl: expect.stringContaining("http"),
    });
  });

  it("are not exported one by one", async () => {
    const { query, upstream } = await startV2();
    const { errors } = await query(`mutation { exportEvaluationResults(input: {
      evaluationTaskId: "ame-5wz1kd8qh3vn", resultIds: ["0123456789abcdef01234567"] }) { userErrors { code } } }`);
    expect(errors?.[0]?.extensions).toMatchObject({
      code: "NOT_SUPPORTED",
      argument: "input.resultIds",
    });
    expect(upstream()).toEqual([]);
  });
});
