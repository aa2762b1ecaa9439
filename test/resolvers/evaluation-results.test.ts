import { strFromU8, unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { startKit } from "../kit/index.ts";
import { pathOf } from "../kit/problems.ts";

const RESULTS = `query ($id: ID!, $first: Int, $after: String, $last: Int, $before: String, $filter: EvaluationResultFilter, $orderBy: EvaluationResultOrder) {
  evaluationTask(id: $id) { results(first: $first, after: $after, last: $last, before: $before, filter: $filter, orderBy: $orderBy) {
    totalCount nodes { resultId modelVersion { numericId version } bleu4 judgeScore }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  } }
}`;

describe("an evaluation's single results", () => {
  it("are typed where their names are assumed, with the raw row beside", async () => {
    const { query, upstream } = await startKit();
    const { data } =
      await query(`{ evaluationTask(id: "ame-5wz1kd8qh3vn") { results(first: 1) { nodes {
      resultId prompt prediction completion bleu4 rouge1 rouge2 rougeL judgeScore raw
      modelVersion { numericId version name } model { numericId name } } } } }`);
    const [{ raw, ...result }] = data.evaluationTask.results.nodes;
    expect(result).toMatchInlineSnapshot(`
      {
        "bleu4": 0.17604224,
        "completion": "付款后 48 小时内发货。",
        "judgeScore": 3,
        "model": {
          "name": "客服助手",
          "numericId": "13410",
        },
        "modelVersion": {
          "name": "客服助手",
          "numericId": "16022",
          "version": "1",
        },
        "prediction": "您好，付款后 48 小时内发货。（客服助手）",
        "prompt": "订单什么时候发货？（样本 1）",
        "resultId": "1bea58ffd453eb7afa9e82ee",
        "rouge1": 0.63136542,
        "rouge2": 0.1014621,
        "rougeL": 0.52213724,
      }
    `);
    expect(raw).toMatchObject({ id: result.resultId, modelVersionId: 16022, accuracy: 1 });
    expect(upstream()).toEqual(["eval/detail", "eval/result/list"]);
  });

  it("are all of them in the end, forwards and backwards", async () => {
    const { query } = await startKit();
    const walk = async (forwards: boolean) => {
      const ids: string[] = [];
      let cursor: string | null = null;
      do {
        const page: object = forwards
          ? { first: 100, after: cursor }
          : { last: 77, before: cursor };
        const { data } = await query(RESULTS, { id: "5901", ...page });
        const { nodes, pageInfo } = data.evaluationTask.results;
        const these = nodes.map(({ resultId }: { resultId: string }) => resultId);
        if (forwards) ids.push(...these);
        else ids.unshift(...these);
        const more = forwards ? pageInfo.hasNextPage : pageInfo.hasPreviousPage;
        cursor = more ? (forwards ? pageInfo.endCursor : pageInfo.startCursor) : null;
      } while (cursor);
      return ids;
    };
    const forwards = await walk(true);
    expect(new Set(forwards).size).toBe(600);
    expect(await walk(false)).toEqual(forwards);
  });

  it("are chosen and ordered upstream, with versions by either form of their ids", async () => {
    const { query, qianfan, upstream } = await startKit();
    await query(`{ modelVersion(id: "amv-8nzc3yh5pd1m") { id } }`);
    const task = await query(`{ evaluationTask(id: "ame-5wz1kd8qh3vn") { units { unitId } } }`);
    const [{ unitId }] = task.data.evaluationTask.units;
    expect(unitId).toMatch(/^ameu-[a-z0-9]{12}$/);
    upstream();
    const filter = {
      bleu4: { from: 0.1 },
      rouge1: { to: 0.9 },
      rouge2: { from: 0, to: 1 },
      rougeL: {},
      judgeScore: { from: 3, to: 4 },
      modelVersionIds: ["amv-8nzc3yh5pd1m", "16088"],
      unitIds: [unitId],
    };
    const orderBy = { field: "BLEU4", direction: "ASC" };
    const { data } = await query(RESULTS, { id: "ame-5wz1kd8qh3vn", filter, orderBy, first: 5 });
    expect(data.evaluationTask.results.nodes).toHaveLength(5);
    for (const { judgeScore, modelVersion } of data.evaluationTask.results.nodes) {
      expect([3, 4]).toContain(judgeScore);
      expect(modelVersion.numericId).toBe("16022");
    }
    expect(upstream()).toEqual(["eval/result/list"]);
    expect(qianfan.calls.at(-1)?.body).toEqual({
      id: "ame-5wz1kd8qh3vn",
      pageNo: 1,
      pageSize: 5,
      bleu4: { start: 0.1, end: 1 },
      rouge_1: { start: 0, end: 0.9 },
      rouge_2: { start: 0, end: 1 },
      rouge_l: { start: 0, end: 1 },
      judgeScore: { start: 3, end: 4 },
      modelVersionIds: [16022, 16088],
      evalUnitId: [unitId],
      orderBy: "bleu4",
      order: "asc",
    });
  });

  it("are none while the evaluation runs", async () => {
    const { query } = await startKit();
    const { data } = await query(RESULTS, { id: "5910" });
    expect(data.evaluationTask.results).toMatchObject({ totalCount: 0, nodes: [] });
  });

  it.each([
    [{ filter: { bleu4: { from: -0.1 } } }, "filter.bleu4.from"],
    [{ filter: { rougeL: { from: 0.9, to: 0.1 } } }, "filter.rougeL.to"],
    [{ filter: { judgeScore: { from: -2 } } }, "filter.judgeScore.from"],
    [{ filter: { modelVersionIds: ["am-4kq9trv2xw7b"] } }, "filter.modelVersionIds[0]"],
    [{ filter: { modelVersionIds: ["16022", "amv-nope"] } }, "filter.modelVersionIds[1]"],
    [{ filter: { unitIds: [] } }, "filter.unitIds"],
    [{ first: 0 }, "first"],
    [{ last: 1, first: 1 }, "last"],
    [{ before: "x" }, "before"],
  ])("refuse %j", async (variables, path) => {
    const { query, upstream } = await startKit();
    const { data, errors } = await query(RESULTS, { id: "5901", ...variables });
    expect(data.evaluationTask).toEqual({ results: null });
    expect(errors?.[0]?.extensions).toMatchObject({
      code: "BAD_USER_INPUT",
      problems: [{ path: pathOf(path) }],
    });
    expect(upstream()).not.toContain("eval/result/list");
  });
});

describe("an export of results", () => {
  const EXPORT = `mutation ($input: ExportEvaluationResultsInput!) { exportEvaluationResults(input: $input) {
    evaluationResultExport { id numericId } userErrors { code field message } } }`;
  const INFO = `query ($id: ID!) { evaluationResultExport(id: $id) {
    id numericId state stateText isFinal destination destinationText bucket path downloadUrl
    evaluationTask { numericId } } }`;

  it("is started, goes through its states and ends with a file to fetch", async () => {
    const { query, qianfan, upstream } = await startKit();
    const started = await query(EXPORT, { input: { evaluationTaskId: "ame-5wz1kd8qh3vn" } });
    const { id, numericId } = started.data.exportEvaluationResults.evaluationResultExport;
    expect(started.data.exportEvaluationResults.userErrors).toEqual([]);
    expect(upstream()).toEqual(["eval/result/export"]);
    expect(qianfan.calls.at(-1)?.body).toEqual({
      id: "ame-5wz1kd8qh3vn",
      exportType: "local",
      exportOpt: "total",
      exportContent: ["prompt", "prediction", "completion", "metrics"],
    });

    const info = async () => (await query(INFO, { id })).data.evaluationResultExport;
    expect(await info()).toEqual({
      id,
      numericId,
      state: "PENDING",
      stateText: "Pending",
      isFinal: false,
      destination: "PLATFORM",
      destinationText: "local",
      bucket: null,
      path: null,
      downloadUrl: null,
      evaluationTask: { numericId: "5901" },
    });
    qianfan.clock.advance(2000);
    expect(await info()).toMatchObject({ state: "UPLOADING", isFinal: false });
    qianfan.clock.advance(4000);
    const done = await info();
    expect(done).toMatchObject({ state: "DONE", isFinal: true });

    const file = await fetch(done.downloadUrl);
    const { "data.jsonl": lines } = unzipSync(new Uint8Array(await file.arrayBuffer()));
    const rows = strFromU8(lines ?? new Uint8Array())
      .split("\n")
      .flatMap((line) => JSON.parse(line));
    expect(rows).toHaveLength(600);
    expect(rows[0]).toMatchObject({ 模型名称: "客服助手", 裁判员模型打分: "3" });
  });

  it("takes chosen results to the account's own bucket", async () => {
    const { query, qianfan } = await startKit();
    const { data } = await query(RESULTS, { id: "5901", first: 2 });
    const resultIds = data.evaluationTask.results.nodes.map(
      ({ resultId }: { resultId: string }) => resultId,
    );
    const input = {
      evaluationTaskId: "5901",
      contents: ["METRICS"],
      bucket: "my-bucket",
      resultIds,
    };
    expect((await query(EXPORT, { input })).errors).toBeUndefined();
    expect(qianfan.calls.at(-1)?.body).toEqual({
      id: 5901,
      exportType: "storage",
      exportOpt: "part",
      exportContent: ["metrics"],
      volumeId: "my-bucket",
      resultIds,
    });
  });

  it("fails when there is nothing to export", async () => {
    const { query, qianfan } = await startKit();
    const { data } = await query(EXPORT, { input: { evaluationTaskId: "5905" } });
    qianfan.clock.advance(6000);
    const { id } = data.exportEvaluationResults.evaluationResultExport;
    expect((await query(INFO, { id })).data.evaluationResultExport).toMatchObject({
      state: "FAILED",
      stateText: "Fail",
      isFinal: true,
      downloadUrl: null,
    });
  });

  it("is found by either form of its id, and asked for anew each time", async () => {
    const { query, upstream } = await startKit();
    for (const id of ["131", "amemt-6hq1zk3vw8tb", "131"]) {
      const { data } = await query(INFO, { id });
      expect(data.evaluationResultExport).toMatchObject({
        id: "amemt-6hq1zk3vw8tb",
        numericId: "131",
        state: "DONE",
        bucket: "my-bucket",
      });
    }
    expect(upstream()).toEqual(Array(3).fill("eval/result/export/info"));
    const both = `{ a: evaluationResultExport(id: "131") { state } b: evaluationResultExport(id: "amemt-6hq1zk3vw8tb") { path } }`;
    await query(both);
    expect(upstream()).toEqual(["eval/result/export/info"]);
  });

  it("is null when there is none, and refused by an id of another kind", async () => {
    const { query, upstream } = await startKit();
    expect(await query(INFO, { id: "amemt-none" })).toEqual({
      data: { evaluationResultExport: null },
    });
    upstream();
    const { errors } = await query(INFO, { id: "ame-5wz1kd8qh3vn" });
    expect(errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
    expect(upstream()).toEqual([]);
  });

  it("is declined with the reason, at the argument that is at fault", async () => {
    const { query } = await startKit();
    const declined = async (input: object) =>
      (await query(EXPORT, { input })).data.exportEvaluationResults;
    expect(await declined({ evaluationTaskId: "ame-none" })).toMatchObject({
      evaluationResultExport: null,
      userErrors: [{ code: "EVALUATION_TASK_NOT_FOUND", field: ["input", "evaluationTaskId"] }],
    });
    const resultIds = ["66193c0ab7d2e90f4c81aa57"];
    expect(await declined({ evaluationTaskId: "5901", resultIds })).toMatchObject({
      userErrors: [{ code: "EVALUATION_RESULT_NOT_FOUND", field: ["input", "resultIds"] }],
    });
  });

  it("is checked in full before anything is sent", async () => {
    const { query, upstream } = await startKit();
    const input = {
      evaluationTaskId: "am-4kq9trv2xw7b",
      contents: [],
      resultIds: ["short"],
      bucket: "",
    };
    const { data, errors } = await query(EXPORT, { input });
    expect(data).toEqual({ exportEvaluationResults: null });
    expect(errors?.[0]?.extensions.problems).toMatchObject([
      { path: ["input", "evaluationTaskId"] },
      { path: ["input", "contents"] },
      { path: ["input", "resultIds", 0] },
      { path: ["input", "bucket"] },
    ]);
    expect(upstream()).toEqual([]);
  });

  it("is an entity that other subgraphs may name by its id", async () => {
    const { query, upstream } = await startKit();
    const entities = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
      ... on EvaluationResultExport { id state } } }`;
    const representations = [{ __typename: "EvaluationResultExport", id: "131" }];
    const { data } = await query(entities, { representations });
    expect(data._entities).toEqual([{ id: "amemt-6hq1zk3vw8tb", state: "DONE" }]);
    expect(upstream()).toEqual(["eval/result/export/info"]);
  });
});
