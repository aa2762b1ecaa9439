import { describe, expect, it } from "vitest";
import { startKit } from "../kit/index.ts";

const PUBLISH = `mutation ($input: PublishModelInput!) { publishModel(input: $input) {
  modelVersion { id version state name model { name } } model { id name } userErrors { code field message }
} }`;
const RUN = { trainJobId: "job-7xk2mwq9rtba", trainTaskId: "task-9wm4qz7xk2bt" };

describe("publishModel", () => {
  it("makes a new model with its first version", async () => {
    const { query, qianfan, upstream } = await startKit();
    const { data, errors } = await query(PUBLISH, {
      input: {
        ...RUN,
        modelName: "客服助手_新",
        tags: ["客服", "测试"],
        step: 64,
        description: "首个版本",
      },
    });
    expect(errors).toBeUndefined();
    expect(data.publishModel).toEqual({
      modelVersion: {
        id: expect.stringMatching(/^amv-/),
        version: "1",
        state: "CREATING",
        name: "客服助手_新",
        model: { name: "客服助手_新" },
      },
      model: { id: expect.stringMatching(/^am-/), name: "客服助手_新" },
      userErrors: [],
    });
    expect(upstream()).toEqual(["publishTrainModel", "modelDetail"]);
    expect(qianfan.calls[0]?.body).toEqual({
      isNewModel: true,
      modelName: "客服助手_新",
      tags: ["客服", "测试"],
      versionMeta: {
        taskId: "job-7xk2mwq9rtba",
        iterationId: "task-9wm4qz7xk2bt",
        step: 64,
        description: "首个版本",
      },
    });
  });

  it("adds a version to a model, and costs one call when only what it answers is selected", async () => {
    const { query, qianfan, upstream } = await startKit();
    const { data } = await query(
      `mutation ($input: PublishModelInput!) { publishModel(input: $input) { modelVersion { id version } model { id } userErrors { code } } }`,
      { input: { ...RUN, modelId: "13410" } },
    );
    expect(data.publishModel).toEqual({
      modelVersion: { id: expect.stringMatching(/^amv-/), version: "4" },
      model: { id: "am-4kq9trv2xw7b" },
      userErrors: [],
    });
    expect(upstream()).toEqual(["publishTrainModel"]);
    expect(qianfan.calls[0]?.body).toMatchObject({ isNewModel: false, modelId: 13410 });
  });

  it.each([
    [
      "a name that is taken",
      { ...RUN, modelName: "客服助手" },
      "MODEL_NAME_TAKEN",
      ["input", "modelName"],
    ],
    [
      "a model that does not exist",
      { ...RUN, modelId: "am-000000000000" },
      "MODEL_NOT_FOUND",
      ["input", "modelId"],
    ],
    [
      "a run already published",
      { ...RUN, trainTaskId: "task-3hdv8npz6ycs", modelId: "13410" },
      "ALREADY_PUBLISHED",
      ["input", "trainTaskId"],
    ],
    [
      "a run that has not finished",
      { ...RUN, trainTaskId: "task-5rjc8ynv3hpd", modelName: "x" },
      "TRAIN_TASK_NOT_READY",
      ["input", "trainTaskId"],
    ],
    [
      "a run that does not exist",
      { ...RUN, trainTaskId: "999999", modelName: "x" },
      "TRAIN_TASK_UNREADABLE",
      ["input", "trainTaskId"],
    ],
    [
      "an imported model",
      { ...RUN, modelId: "am-dtrz534qrq3k" },
      "MODEL_IS_IMPORTED",
      ["input", "modelId"],
    ],
  ])("declines %s as a user error with no object", async (_, input, code, field) => {
    const { query, upstream } = await startKit();
    const { data, errors } = await query(PUBLISH, { input });
    expect(errors).toBeUndefined();
    expect(data.publishModel).toEqual({
      modelVersion: null,
      model: null,
      userErrors: [{ code, field, message: expect.stringMatching(/Qianfan: ./) }],
    });
    expect(upstream()).toEqual(["publishTrainModel"]);
  });

  it("tells all faults of an input at once, and sends nothing", async () => {
    const { query, upstream } = await startKit();
    const { data, errors } = await query(PUBLISH, {
      input: {
        modelName: " ",
        modelId: "am-4kq9\u0000",
        trainJobId: "job 7xk2mwq9rtba",
        trainTaskId: "task-",
        tags: ["a", "b\nc"],
        step: -1,
      },
    });
    expect(data.publishModel).toBeNull();
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
    expect(errors?.[0]?.message).toMatchInlineSnapshot(`
      "input.modelName is " "; allowed: 1 to 256 characters, not only spaces, without control characters.
      input.modelId is "am-4kq9\\u0000"; allowed: "am-" followed by 1 to 64 letters or digits (such as am-4kq9trv2xw7b), or a positive integer.
      input.tags[1] is "b\\nc"; allowed: 1 to 256 characters, not only spaces, without control characters.
      input.trainJobId is "job 7xk2mwq9rtba"; allowed: "job-" followed by 1 to 64 letters or digits (such as job-7xk2mwq9rtba), or a positive integer.
      input.trainTaskId is "task-"; allowed: "task-" followed by 1 to 64 letters or digits (such as task-3hdv8npz6ycs), or a positive integer.
      input.step is -1; allowed: a whole number from 0 to 2147483647.
      input.modelId is "am-4kq9\\u0000"; allowed: an id only without modelName: a run makes a new model or adds to one."
    `);
    expect(upstream()).toEqual([]);
  });

  it("wants exactly one of modelName and modelId", async () => {
    const { query, upstream } = await startKit();
    const { errors } = await query(PUBLISH, { input: RUN });
    expect(errors?.[0]?.message).toMatchInlineSnapshot(
      `"input.modelName is missing; allowed: a name, unless modelId is given."`,
    );
    const both = await query(PUBLISH, { input: { ...RUN, modelName: "x", modelId: "13410" } });
    expect(both.errors?.[0]?.message).toMatchInlineSnapshot(
      `"input.modelId is "13410"; allowed: an id only without modelName: a run makes a new model or adds to one."`,
    );
    expect(upstream()).toEqual([]);
  });

  it("keeps the first mutation's answer when a second one of the document fails", async () => {
    const { query } = await startKit();
    const { data, errors } = await query(`mutation {
      first: publishModel(input: { modelName: "一", trainJobId: "job-7xk2mwq9rtba", trainTaskId: "task-9wm4qz7xk2bt" }) { modelVersion { id } }
      second: publishModel(input: { modelName: "", trainJobId: "1", trainTaskId: "2" }) { modelVersion { id } }
    }`);
    expect(data).toEqual({
      first: { modelVersion: { id: expect.stringMatching(/^amv-/) } },
      second: null,
    });
    expect(errors?.map(({ path }) => path)).toEqual([["second"]]);
  });
});

describe("messages", () => {
  it("are in Chinese when Accept-Language prefers it", async () => {
    const { query } = await startKit();
    const chinese = { "accept-language": "zh-CN,zh;q=0.9,en;q=0.8" };
    const wrong = await query(PUBLISH, { input: { ...RUN, modelId: "x" } }, chinese);
    expect(wrong.errors?.[0]?.message).toBe(
      'input.modelId 为 "x"；应为：“am-”加 1 至 64 个字母或数字（如 am-4kq9trv2xw7b），或正整数。',
    );
    const declined = await query(PUBLISH, { input: { ...RUN, modelName: "客服助手" } }, chinese);
    expect(declined.data.publishModel.userErrors[0].message).toBe(
      "模型名称已被占用。千帆：AI模型名称已存在",
    );
  });
});
