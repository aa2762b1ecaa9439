import { describe, expect, it, vi } from "vitest";
import { type Kit, startKit } from "../kit/index.ts";
import { overWebSocket } from "../kit/subscribe.ts";

const V2 = { QIANFAN_API_VERSION: "v2" };
// Time leaps here: further than a client can answer pings in between.
const LEAPING = { ...V2, SUBSCRIPTION_HEARTBEAT_SECONDS: "3600" };

const ONE = `query ($id: ID!) { compressionTask(id: $id) { id name state failureReason } }`;
const LIST = `query ($source: ID, $first: Int, $after: String, $last: Int, $before: String) {
  compressionTasks(sourceModelVersionId: $source, first: $first, after: $after, last: $last, before: $before) {
    totalCount nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;
const CREATE = `mutation ($input: CreateCompressionTaskInput!) { createCompressionTask(input: $input) {
  compressionTask { id name state } userErrors { code field } } }`;
const CANCEL = `mutation ($id: ID!) { cancelCompressionTask(id: $id) {
  compressionTask { id state } userErrors { code field } } }`;
const DELETE = `mutation ($ids: [ID!]!, $dryRun: Boolean) { deleteCompressionTasks(ids: $ids, dryRun: $dryRun) {
  deletions { compressionTaskId outcome compressionTask { name } } userErrors { code field } } }`;

const INPUT = {
  name: "客服助手_INT8_2",
  sourceModelVersionId: "amv-8nzc3yh5pd1m",
  targetModelId: "am-4kq9trv2xw7b",
  strategy: "QUANTIZATION",
  weight: "INT8-PTQ",
};

const bodies = ({ calls }: Kit["qianfan"], operation: string) =>
  calls.filter((call) => call.operation === operation).map(({ body }) => body);

describe("a compression", () => {
  it("is read by one call, and kept once it is final", async () => {
    const { query, upstream } = await startKit({ settings: V2 });
    for (const calls of [["DescribeModelCompTask"], []]) {
      expect(await query(ONE, { id: "amva-n4k8wz2rq6hm" })).toEqual({
        data: {
          compressionTask: {
            id: "amva-n4k8wz2rq6hm",
            name: "营销文案_W4A16C16",
            state: "FAILED",
            failureReason: "压缩后精度低于阈值",
          },
        },
      });
      expect(upstream()).toEqual(calls);
    }
  });

  it("is null where there is none, and refused by an id of another kind", async () => {
    const { query, upstream } = await startKit({ settings: V2 });
    expect(await query(ONE, { id: "amva-none" })).toEqual({ data: { compressionTask: null } });
    upstream();
    const { errors } = await query(ONE, { id: "amv-8nzc3yh5pd1m" });
    expect(errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
    expect(upstream()).toEqual([]);
  });

  it("is found from the version that it made", async () => {
    const { query, upstream } = await startKit({ settings: V2 });
    const { data } = await query(`{ modelVersion(id: "amv-5gx7md2kqw8z") { origin {
      ... on CompressionOrigin { task { id state settings { strategy strategyText weight } } } } } }`);
    expect(data.modelVersion.origin.task).toEqual({
      id: "amva-abciuctdx15t",
      state: "SUCCEEDED",
      settings: { strategy: "QUANTIZATION", strategyText: "Quantization", weight: "INT8-PTQ" },
    });
    expect(upstream()).toEqual(["DescribeModel", "DescribeModelCompTask"]);
  });

  it("is an entity that other subgraphs may name by its id", async () => {
    const { query, upstream } = await startKit({ settings: V2 });
    const entities = `query ($of: [_Any!]!) { _entities(representations: $of) {
      ... on CompressionTask { id state } } }`;
    const of = [{ __typename: "CompressionTask", id: "amva-y1d5tvx9c3jf" }];
    const { data } = await query(entities, { of });
    expect(data._entities).toEqual([{ id: "amva-y1d5tvx9c3jf", state: "STOPPED" }]);
    expect(upstream()).toEqual(["DescribeModelCompTask"]);
  });

  it("does not exist for V1: the error names the version that has it, and nothing is sent", async () => {
    const { query, upstream } = await startKit({ settings: { QIANFAN_API_VERSION: "v1" } });
    for (const [document, variables] of [
      [ONE, { id: "amva-abciuctdx15t" }],
      [LIST, {}],
      [CREATE, { input: INPUT }],
      [CANCEL, { id: "amva-abciuctdx15t" }],
      [DELETE, { ids: ["amva-abciuctdx15t"] }],
    ] as const) {
      const { errors } = await query(document, variables);
      expect(errors?.map(({ extensions }) => extensions)).toMatchObject([
        { code: "NOT_SUPPORTED", apiVersion: "v1", supportedBy: "v2" },
      ]);
    }
    expect(upstream()).toEqual([]);
  });
});

describe("the list of compressions", () => {
  const ALL = ["amva-p7g0mbe4s8uk", "amva-y1d5tvx9c3jf", "amva-n4k8wz2rq6hm", "amva-abciuctdx15t"];

  it("is walked from either end, each page by one call", async () => {
    const { query, upstream } = await startKit({ settings: V2 });
    const page = async (variables: object) => {
      const { nodes, pageInfo } = (await query(LIST, { ...variables })).data.compressionTasks;
      return { ids: nodes.map(({ id }: { id: string }) => id), ...pageInfo };
    };
    const first = await page({ first: 3 });
    expect(first).toMatchObject({
      ids: ALL.slice(0, 3),
      hasNextPage: true,
      hasPreviousPage: false,
    });
    const next = await page({ first: 3, after: first.endCursor });
    expect(next).toMatchObject({ ids: ALL.slice(3), hasNextPage: false, hasPreviousPage: true });
    const last = await page({ last: 2 });
    expect(last).toMatchObject({ ids: ALL.slice(2), hasNextPage: false, hasPreviousPage: true });
    const before = await page({ last: 2, before: last.startCursor });
    expect(before).toMatchObject({
      ids: ALL.slice(0, 2),
      hasNextPage: true,
      hasPreviousPage: false,
    });
    expect(upstream()).toEqual(Array(4).fill("DescribeModelCompTasks"));
  });

  it("has only those of one version, and tells how many there are where all are here", async () => {
    const { query, qianfan } = await startKit({ settings: V2 });
    const { data } = await query(LIST, { source: "amv-8nzc3yh5pd1m" });
    expect(data.compressionTasks).toMatchObject({ totalCount: 1, nodes: [{ id: ALL[3] }] });
    expect(bodies(qianfan, "DescribeModelCompTasks")).toEqual([
      { sourceModelId: "amv-8nzc3yh5pd1m", maxKeys: 20 },
    ]);
  });

  it("reads a compression only for what the list does not tell", async () => {
    const { query, upstream } = await startKit({ settings: V2 });
    const listed = `{ compressionTasks(first: 2) { nodes { name state createdAt modelVersion { id } } } }`;
    await query(listed);
    expect(upstream()).toEqual(["DescribeModelCompTasks"]);
    await query(`{ compressionTasks(first: 2) { nodes { failureReason settings { weight } } } }`);
    expect(upstream()).toEqual([
      "DescribeModelCompTasks",
      "DescribeModelCompTask",
      "DescribeModelCompTask",
    ]);
  });

  it("names the cursor of an entry that is gone, of another list, and of another direction", async () => {
    const { query, upstream } = await startKit({ settings: V2 });
    const { data } = await query(LIST, { first: 1 });
    const { endCursor } = data.compressionTasks.pageInfo;
    await query(DELETE, { ids: [ALL[0]] });
    const problems = async (variables: object) => {
      upstream();
      const { errors } = await query(LIST, { ...variables });
      return errors?.[0]?.extensions.problems;
    };
    expect(await problems({ first: 1, after: endCursor })).toMatchObject([
      { path: ["after"], allowed: "the cursor of an entry that is still in the list" },
    ]);
    expect(await problems({ after: endCursor, source: "amv-8nzc3yh5pd1m" })).toMatchObject([
      { path: ["after"], allowed: "a cursor that this list gave" },
    ]);
    expect(await problems({ last: 1, after: endCursor })).toMatchObject([{ path: ["after"] }]);
    expect(upstream()).toEqual([]);
  });
});

describe("creating a compression", () => {
  it("sends what V2 takes, and answers the new task", async () => {
    const { query, qianfan, upstream } = await startKit({ settings: V2 });
    const { data } = await query(CREATE, { input: INPUT });
    expect(data.createCompressionTask).toEqual({
      compressionTask: {
        id: expect.stringMatching(/^amva-/),
        name: INPUT.name,
        state: "CREATING",
      },
      userErrors: [],
    });
    expect(upstream()).toEqual(["CreateModelCompTask", "DescribeModelCompTask"]);
    expect(bodies(qianfan, "CreateModelCompTask")).toEqual([
      {
        name: INPUT.name,
        sourceModelId: INPUT.sourceModelVersionId,
        modelSetId: INPUT.targetModelId,
        config: { strategy: "Quantization", weight: "INT8-PTQ" },
      },
    ]);
  });

  it("happens once under one idempotency key", async () => {
    const { query, qianfan } = await startKit({ settings: V2 });
    const input = { ...INPUT, idempotencyKey: "8f1c" };
    const made = async (given: object) =>
      (await query(CREATE, { input: given })).data?.createCompressionTask?.compressionTask?.id;
    expect(await made(input)).toBe(await made(input));
    expect(bodies(qianfan, "CreateModelCompTask")).toHaveLength(1);
    const { errors } = await query(CREATE, { input: { ...input, weight: "W8A16C16" } });
    expect(errors?.[0]?.extensions.code).toBe("IDEMPOTENCY_KEY_REUSED");
  });

  it("is declined at the argument that is at fault", async () => {
    const { query } = await startKit({ settings: V2 });
    const declined = async (input: object) =>
      (await query(CREATE, { input: { ...INPUT, ...input } })).data.createCompressionTask;
    expect(await declined({ sourceModelVersionId: "amv-5gx7md2kqw8z" })).toEqual({
      compressionTask: null,
      userErrors: [
        { code: "MODEL_VERSION_NOT_COMPRESSIBLE", field: ["input", "sourceModelVersionId"] },
      ],
    });
    expect(await declined({ targetModelId: "am-none" })).toMatchObject({
      userErrors: [{ code: "MODEL_NOT_FOUND", field: ["input", "targetModelId"] }],
    });
  });

  it("is checked in full before anything is sent", async () => {
    const { query, upstream } = await startKit({ settings: V2 });
    const problems = async (input: object) => {
      const { errors } = await query(CREATE, { input: { ...INPUT, ...input } });
      const found = errors?.[0]?.extensions.problems;
      return Array.isArray(found) ? found.map(({ path }) => path) : found;
    };
    expect(await problems({ name: "", sourceModelVersionId: "am-1", targetModelId: "x" })).toEqual([
      ["input", "name"],
      ["input", "sourceModelVersionId"],
      ["input", "targetModelId"],
    ]);
    expect(await problems({ weight: null })).toEqual([["input", "weight"]]);
    expect(await problems({ strategy: "SPARSITY" })).toEqual([["input", "weight"]]);
    expect(upstream()).toEqual([]);
  });
});

/** Lets time pass once the next poll has been scheduled. */
async function pass({ time, qianfan }: Kit, ms: number): Promise<void> {
  await vi.waitFor(() => expect(qianfan.calls.every(({ ended }) => ended !== null)).toBe(true));
  await vi.waitFor(() => expect(time.scheduled.some((due) => due <= 5000)).toBe(true));
  time.pass(ms);
}

describe("following a compression", () => {
  it("a subscription brings each state, and completes with the new version", async () => {
    const kit = await startKit({ settings: LEAPING });
    const { id } = (await kit.query(CREATE, { input: INPUT })).data.createCompressionTask
      .compressionTask;
    const watch = `subscription ($id: ID!) { compressionTaskUpdated(id: $id) {
      state isFinal modelVersion { id } } }`;
    const events = overWebSocket(kit, watch, { id });
    const next = async () => (await events.next()).value?.data?.compressionTaskUpdated;
    expect(await next()).toEqual({ state: "CREATING", isFinal: false, modelVersion: null });
    await pass(kit, 10_000);
    expect(await next()).toMatchObject({ state: "RUNNING" });
    await pass(kit, 60_000);
    expect(await next()).toEqual({
      state: "SUCCEEDED",
      isFinal: true,
      modelVersion: { id: expect.stringMatching(/^amv-/) },
    });
    expect((await events.next()).done).toBe(true);
  });

  it("a subscription ends with NOT_FOUND where there is none", async () => {
    const kit = await startKit({ settings: V2 });
    const watch = `subscription { compressionTaskUpdated(id: "amva-none") { state } }`;
    const first = await overWebSocket(kit, watch).next();
    expect(first.value?.errors?.[0]).toMatchObject({
      message: "There is no compression amva-none, or no longer.",
      extensions: { code: "NOT_FOUND" },
    });
  });

  it("waitUpTo holds the mutation's own answer until it is final", async () => {
    const kit = await startKit({ settings: V2 });
    const answer = kit.query(
      `mutation ($input: CreateCompressionTaskInput!) { createCompressionTask(input: $input) {
        compressionTask(waitUpTo: "PT50S") { state } } }`,
      { input: INPUT },
    );
    await vi.waitFor(() => expect(bodies(kit.qianfan, "DescribeModelCompTask")).toHaveLength(1));
    await pass(kit, 46_000);
    expect((await answer).data.createCompressionTask.compressionTask).toEqual({
      state: "SUCCEEDED",
    });
  });
});

describe("ending a compression", () => {
  it("cancels one that runs", async () => {
    const { query, upstream } = await startKit({ settings: V2 });
    const { data } = await query(CANCEL, { id: "amva-p7g0mbe4s8uk" });
    expect(data.cancelCompressionTask).toEqual({
      compressionTask: { id: "amva-p7g0mbe4s8uk", state: "STOPPING" },
      userErrors: [],
    });
    expect(upstream()).toEqual(["CancelModelCompTask", "DescribeModelCompTask"]);
  });

  it("is declined for one that has ended", async () => {
    const { query } = await startKit({ settings: V2 });
    const { data } = await query(CANCEL, { id: "amva-abciuctdx15t" });
    expect(data.cancelCompressionTask).toEqual({
      compressionTask: null,
      userErrors: [{ code: "COMPRESSION_TASK_NOT_CANCELLABLE", field: ["id"] }],
    });
  });

  it("deletes each by a call of its own, after a look at each", async () => {
    const { query, upstream } = await startKit({ settings: V2 });
    const ids = ["amva-abciuctdx15t", "amva-none", "amva-y1d5tvx9c3jf"];
    const outcomes = async (dryRun: boolean) =>
      (await query(DELETE, { ids, dryRun })).data.deleteCompressionTasks;
    const dry = await outcomes(true);
    expect(dry.deletions.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
      "WOULD_BE_DELETED",
      "NOT_FOUND",
      "WOULD_BE_DELETED",
    ]);
    expect(upstream()).toEqual(Array(3).fill("DescribeModelCompTask"));
    expect(await outcomes(false)).toEqual({
      deletions: [
        {
          compressionTaskId: ids[0],
          outcome: "DELETED",
          compressionTask: { name: "客服助手_INT8" },
        },
        { compressionTaskId: ids[1], outcome: "NOT_FOUND", compressionTask: null },
        {
          compressionTaskId: ids[2],
          outcome: "DELETED",
          compressionTask: { name: "营销文案_稀疏化" },
        },
      ],
      userErrors: [{ code: "COMPRESSION_TASK_NOT_FOUND", field: ["ids", "1"] }],
    });
    expect(upstream()).toEqual([
      ...Array(3).fill("DescribeModelCompTask"),
      ...Array(2).fill("DeleteModelCompTask"),
    ]);
    expect((await query(ONE, { id: ids[0] })).data).toEqual({ compressionTask: null });
  });
});
