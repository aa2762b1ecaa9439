import { describe, expect, it } from "vitest";
import type { EvaluationTaskRecord, EvaluationUpdate } from "../../src/domain/index.ts";
import { evaluationRecord, FakeApi } from "../kit/fake-api.ts";
import { startKit } from "../kit/index.ts";

const UPDATE = `mutation ($id: ID!, $description: String! = "new") {
  updateEvaluationTask(input: { id: $id, description: $description }) {
    evaluationTask { id description } userErrors { code field message }
  }
}`;
const DONE = "ame-5wz1kd8qh3vn";

const start = (version: string) => startKit({ settings: { QIANFAN_API_VERSION: version } });

describe("updateEvaluationTask", () => {
  it("changes the description, in one call and one to read it", async () => {
    const { query, upstream, qianfan } = await start("v2");
    const { data, errors } = await query(UPDATE, { id: DONE, description: "第一次\n评估" });
    expect(errors).toBeUndefined();
    expect(data.updateEvaluationTask).toEqual({
      evaluationTask: { id: DONE, description: "第一次\n评估" },
      userErrors: [],
    });
    expect(upstream()).toEqual(["ModifyEvalTask", "DescribeEvalTask"]);
    const sent = qianfan.calls.filter(({ operation }) => operation === "ModifyEvalTask");
    // The page's table has one spelling, its example the other.
    expect(sent[0]?.body).toEqual({
      taskId: DONE,
      description: "第一次\n评估",
      describtion: "第一次\n评估",
    });
  });

  it("takes the integer where V1 knows it", async () => {
    const { query, upstream } = await start("auto");
    const { data, errors } = await query(UPDATE, { id: "5901" });
    expect(errors).toBeUndefined();
    expect(data.updateEvaluationTask.evaluationTask).toEqual({ id: DONE, description: "new" });
    expect(upstream()).toEqual(["eval/detail", "ModifyEvalTask", "eval/detail"]);
    expect((await query(UPDATE, { id: "5901" })).errors).toBeUndefined();
    expect(upstream()).toEqual(["ModifyEvalTask", "eval/detail"]);
  });

  it("refuses an integer whose string V2 does not have, and changes nothing", async () => {
    const { query, upstream } = await start("v2");
    const { errors } = await query(UPDATE, { id: "5901" });
    expect(errors?.[0]?.extensions).toMatchObject({ code: "NOT_SUPPORTED", supportedBy: "v1" });
    expect(upstream()).toEqual([]);
  });

  it("costs one call where only the id is selected, and may be sent again", async () => {
    const { query, upstream } = await start("v2");
    const update = `mutation { updateEvaluationTask(input: { id: "${DONE}", description: "" }) {
      evaluationTask { id } userErrors { code } } }`;
    const first = await query(update);
    expect(first.errors).toBeUndefined();
    expect(await query(update)).toEqual(first);
    expect(upstream()).toEqual(["ModifyEvalTask", "ModifyEvalTask"]);
  });

  it("drops a task that has ended from the cache of final things", async () => {
    const { query, upstream } = await start("v2");
    const read = `{ evaluationTask(id: "${DONE}") { description } }`;
    await query(read);
    await query(read);
    await query(UPDATE, { id: DONE });
    upstream();
    const { data } = await query(read);
    expect(data.evaluationTask.description).toBe("new");
  });

  it("is not undone in the cache by a read that began before it", async () => {
    const platform = new FakeApi();
    const before = evaluationRecord({ id: DONE, state: "DONE", isFinal: true, description: "old" });
    let description = "old";
    const waiting: ((task: EvaluationTaskRecord) => void)[] = [];
    const api = platform.with({
      evaluationTask: platform.operation("read", () => {
        if (waiting.length > 0) return { ...before, description };
        return new Promise<EvaluationTaskRecord>((resolve) => waiting.push(resolve));
      }),
      updateEvaluationTask: platform.operation(
        "update",
        (update: EvaluationUpdate) => {
          description = update.description;
          return null;
        },
        "write",
      ),
    });
    const { query } = await startKit({ createApi: () => api });
    const read = `{ evaluationTask(id: "${DONE}") { description } }`;
    const early = query(read);
    await expect.poll(() => waiting).toHaveLength(1);
    await query(`mutation { updateEvaluationTask(input: { id: "${DONE}", description: "new" }) {
      userErrors { code } } }`);
    waiting[0]?.(before);
    expect((await early).data.evaluationTask.description).toBe("old");
    expect((await query(read)).data.evaluationTask.description).toBe("new");
  });

  it.each([
    ["en", /There is no such evaluation/],
    ["zh-CN", /评估任务不存在/],
  ])("declines (%s) an evaluation that does not exist", async (language, message) => {
    const { query } = await start("v2");
    const id = "ame-000000000000";
    const { data, errors } = await query(UPDATE, { id }, { "accept-language": language });
    expect(errors).toBeUndefined();
    expect(data.updateEvaluationTask).toEqual({
      evaluationTask: null,
      userErrors: [
        {
          code: "EVALUATION_TASK_NOT_FOUND",
          field: ["input", "id"],
          message: expect.stringMatching(message),
        },
      ],
    });
  });

  it.each([
    [{ id: "am-1" }, "input.id"],
    [{ id: DONE, description: "a".repeat(20_001) }, "input.description"],
    [{ id: DONE, description: "a\u0000" }, "input.description"],
  ])("sends nothing for a wrong input: %#", async (variables, path) => {
    const { query, upstream } = await start("v2");
    const { errors } = await query(UPDATE, variables);
    expect(errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
    expect(errors?.[0]?.message).toContain(`${path} is `);
    expect(upstream()).toEqual([]);
  });

  it("is on record without the text", async () => {
    const { query, logged } = await start("v2");
    await query(UPDATE, { id: DONE, description: "nobody's business" });
    const [line] = logged.filter(({ audit }) => audit === true);
    expect(line).toMatchObject({
      mutation: "updateEvaluationTask",
      result: "done",
      objects: { evaluationTask: DONE },
      arguments: { input: { id: DONE } },
      qianfan: [{ operation: "ModifyEvalTask", logId: expect.any(String) }],
    });
    expect(JSON.stringify(logged)).not.toContain("nobody's business");
  });

  it.each([
    ["en", "Its API v2 can"],
    ["zh-CN", "v2 接口支持"],
  ])("is NOT_SUPPORTED (%s) by V1, and nothing is sent", async (language, said) => {
    const { query, upstream } = await start("v1");
    for (const id of [DONE, "5901"]) {
      const { errors } = await query(UPDATE, { id }, { "accept-language": language });
      expect(errors?.[0]?.extensions).toMatchObject({ code: "NOT_SUPPORTED", supportedBy: "v2" });
      expect(errors?.[0]?.message).toContain(said);
    }
    expect(upstream()).toEqual([]);
  });
});
