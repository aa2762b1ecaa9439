import { describe, expect, it } from "vitest";
import { startKit } from "../kit/index.ts";

const V2 = { QIANFAN_API_VERSION: "v2" };

const TASKS = `query ($jobId: ID!, $first: Int, $after: String) {
  trainTasks(jobId: $jobId, first: $first, after: $after) {
    totalCount nodes { id jobId state progress } pageInfo { endCursor hasNextPage } } }`;

describe("a train task", () => {
  it("is found from the version that was published from it", async () => {
    const { query, upstream } = await startKit({ settings: V2 });
    const { data } = await query(`{ modelVersion(id: "amv-8nzc3yh5pd1m") { origin {
      ... on TrainOrigin { trainTaskId task { jobId jobName baseModel trainMode state finishedAt } } } } }`);
    expect(data.modelVersion.origin).toEqual({
      trainTaskId: "task-3hdv8npz6ycs",
      task: {
        jobId: "job-7xk2mwq9rtba",
        jobName: "客服微调_0412",
        baseModel: "ERNIE-Speed-8K",
        trainMode: "SFT",
        state: "DONE",
        finishedAt: expect.any(String),
      },
    });
    expect(upstream()).toEqual(["DescribeModel", "DescribeFineTuningTask"]);
  });

  it("costs no call where its id alone is wanted", async () => {
    const { query, upstream } = await startKit({ settings: V2 });
    const { data } = await query(`{ modelVersion(id: "amv-8nzc3yh5pd1m") { origin {
      ... on TrainOrigin { task { id } } } } }`);
    expect(data.modelVersion.origin.task).toEqual({ id: "task-3hdv8npz6ycs" });
    expect(upstream()).toEqual(["DescribeModel"]);
  });

  it("is read once, however often it is named, and is null where there is none", async () => {
    const { query, upstream } = await startKit({ settings: V2 });
    const { data } = await query(`{
      a: trainTask(id: "task-5rjc8ynv3hpd") { state isFinal progress metrics { name } }
      b: trainTask(id: "task-5rjc8ynv3hpd") { stateText parameterScale }
      c: trainTask(id: "task-none") { state }
    }`);
    expect(data).toMatchObject({
      a: { state: "RUNNING", isFinal: false, progress: expect.stringMatching(/%$/), metrics: null },
      b: { stateText: "Running", parameterScale: "FullFineTuning" },
      c: null,
    });
    expect(upstream()).toEqual(Array(2).fill("DescribeFineTuningTask"));
  });

  it("shows no link that carries a token", async () => {
    const { query } = await startKit({ settings: V2 });
    const { data } = await query(`{ trainTask(id: "task-3hdv8npz6ycs") { id jobId jobName
      jobDescription baseModel metrics { name value } checkpoints { step values { name value } } } }`);
    expect(JSON.stringify(data)).not.toContain("visualdl");
  });
});

describe("the train tasks of a job", () => {
  it("come page by page, and only what the list lacks is read for each", async () => {
    const { query, upstream } = await startKit({ settings: V2 });
    const first = (await query(TASKS, { jobId: "job-7xk2mwq9rtba", first: 3 })).data.trainTasks;
    expect(first).toMatchObject({
      totalCount: null,
      nodes: [
        { id: "task-5rjc8ynv3hpd", jobId: "job-7xk2mwq9rtba", state: "RUNNING" },
        { id: "task-9wm4qz7xk2bt", state: "DONE", progress: null },
        { id: "task-k2v8x0jqw5fn" },
      ],
      pageInfo: { hasNextPage: true },
    });
    const after = first.pageInfo.endCursor;
    const rest = (await query(TASKS, { jobId: "job-7xk2mwq9rtba", after })).data.trainTasks;
    expect(rest).toMatchObject({
      nodes: [{ id: "task-3hdv8npz6ycs" }],
      pageInfo: { hasNextPage: false },
    });
    expect(upstream()).toEqual(Array(2).fill("DescribeFineTuningTasks"));
    await query(
      `{ trainTasks(jobId: "job-7xk2mwq9rtba", first: 1) { nodes { metrics { name } } } }`,
    );
    expect(upstream()).toEqual(["DescribeFineTuningTasks", "DescribeFineTuningTask"]);
  });

  it("are null where there is no such job", async () => {
    const { query } = await startKit({ settings: V2 });
    expect(await query(TASKS, { jobId: "job-none" })).toEqual({ data: { trainTasks: null } });
  });

  it("have the ids that publishModel takes", async () => {
    const { query } = await startKit({ settings: V2 });
    const { data } = await query(`{ trainJobs(first: 2) { nodes { trainJobId name trainMode } } }`);
    const [{ trainJobId }] = data.trainJobs.nodes;
    expect(data.trainJobs.nodes[0]).toEqual({
      trainJobId: expect.stringMatching(/^job-/),
      name: "客服偏好对齐_0506",
      trainMode: "DPO",
    });
    const tasks = (await query(TASKS, { jobId: trainJobId })).data.trainTasks;
    expect(tasks.totalCount).toBe(4);
    expect(tasks.nodes).toContainEqual(
      expect.objectContaining({ id: "task-r2f7kzw40dmb", jobId: trainJobId, state: "FAILED" }),
    );
  });
});

describe("the version of a data set", () => {
  const DATASET = `{ evaluationTask(id: "ame-5wz1kd8qh3vn") { dataset { datasetId datasetVersion {
    datasetId groupId name number format storage storageText bucket samples createdAt } } } }`;

  it("is read for the data set of an evaluation", async () => {
    const { query, upstream } = await startKit({ settings: V2 });
    const { data } = await query(DATASET);
    expect(data.evaluationTask.dataset).toEqual({
      datasetId: "ds-jm4t9wq27bxk1c5e",
      datasetVersion: {
        datasetId: "ds-jm4t9wq27bxk1c5e",
        groupId: expect.stringMatching(/^dg-/),
        name: "客服评测集",
        number: 1,
        format: "PromptResponse",
        storage: "PLATFORM",
        storageText: "sysStorage",
        bucket: null,
        samples: 200,
        createdAt: "2024-03-08T09:10:11.000Z",
      },
    });
    expect(upstream()).toEqual(["DescribeEvalTask", "DescribeDatasetVersion"]);
  });

  it("is an error at its own place where V1 alone may answer", async () => {
    const { query, upstream } = await startKit({ settings: { QIANFAN_API_VERSION: "v1" } });
    const { data, errors } = await query(DATASET);
    expect(data.evaluationTask.dataset).toEqual({
      datasetId: "ds-jm4t9wq27bxk1c5e",
      datasetVersion: null,
    });
    expect(errors).toMatchObject([
      {
        path: ["evaluationTask", "dataset", "datasetVersion"],
        extensions: { code: "NOT_SUPPORTED", supportedBy: "v2" },
      },
    ]);
    expect(upstream()).toEqual(["eval/detail"]);
  });
});
