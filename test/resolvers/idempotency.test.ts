import { describe, expect, it } from "vitest";
import { bearer, tokensFile } from "../auth/kit.ts";
import { untilCalled } from "../kit/calls.ts";
import { type KitOptions, startKit } from "../kit/index.ts";

const RUN = { trainJobId: "job-7xk2mwq9rtba", trainTaskId: "task-9wm4qz7xk2bt" };
const KEY = { idempotencyKey: "release-42" };
const EVALUATION = {
  name: "回归评估",
  datasetId: "ds-x3n8q0vz5ktw7b2m",
  versions: [{ modelVersionId: "amv-iid2qm5hx9z0" }],
  rule: { scoreModes: ["ACCURACY"] },
};

const SAME_ID = { "x-request-id": "same" };

async function startMutations(options: KitOptions = {}) {
  const kit = await startKit(options);
  return {
    ...kit,
    publish: (input: object, headers = {}) =>
      kit.query(
        `mutation ($input: PublishModelInput!) { publishModel(input: $input) {
          modelVersion { id version } model { id } userErrors { code }
        } }`,
        { input: { ...RUN, ...input } },
        headers,
      ),
    evaluate: (input: object) =>
      kit.query(
        `mutation ($input: CreateEvaluationTaskInput!) { createEvaluationTask(input: $input) {
          evaluationTask { id } userErrors { code }
        } }`,
        { input: { ...EVALUATION, ...input } },
      ),
  };
}

describe("an idempotency key", () => {
  it("gives the first outcome again for the same input, without a second write", async () => {
    const { publish, evaluate, upstream } = await startMutations();
    const first = await publish({ modelName: "新模型", ...KEY });
    expect(first.data.publishModel.modelVersion.version).toBe("1");
    expect(await publish({ ...KEY, modelName: "新模型" })).toEqual(first);
    const task = await evaluate({ idempotencyKey: "another" });
    expect(task.data.createEvaluationTask.evaluationTask.id).toMatch(/^ame-/);
    expect(await evaluate({ idempotencyKey: "another" })).toEqual(task);
    expect(upstream()).toEqual(["publishTrainModel", "eval/create"]);
  });

  it("means the same input when an id in it has its other form", async () => {
    const { publish, evaluate, upstream } = await startMutations();
    const version = await publish({ modelId: "13410", ...KEY });
    expect(version.data.publishModel.userErrors).toEqual([]);
    const others = { modelId: "am-4kq9trv2xw7b", trainJobId: "20117", trainTaskId: "11982" };
    expect(await publish({ ...others, ...KEY })).toEqual(version);
    const task = await evaluate({ idempotencyKey: "another" });
    const numbers = { datasetId: "1337", versions: [{ modelVersionId: "16102" }] };
    expect(await evaluate({ ...numbers, idempotencyKey: "another" })).toEqual(task);
    // Where an id's other form was not known, what the first one made tells it.
    expect(upstream()).toEqual([
      "publishTrainModel",
      "modelVersionDetail",
      "eval/create",
      "eval/detail",
      "modelVersionDetail",
    ]);
    const other = await evaluate({ ...numbers, datasetId: "1402", idempotencyKey: "another" });
    expect(other.errors?.[0]?.extensions.code).toBe("IDEMPOTENCY_KEY_REUSED");
    expect(upstream()).toEqual([]);
  });

  it("lets two at once run once", async () => {
    const { evaluate, upstream } = await startMutations({ emulator: { latencyMs: 50 } });
    const [one, other] = await Promise.all([evaluate(KEY), evaluate(KEY)]);
    expect(one.data.createEvaluationTask.evaluationTask.id).toMatch(/^ame-/);
    expect(other).toEqual(one);
    expect(upstream()).toEqual(["eval/create"]);
  });

  it("is refused for another input, and for another mutation", async () => {
    const { publish, evaluate, upstream } = await startMutations();
    await publish({ modelName: "新模型", ...KEY });
    for (const { data, errors } of [
      await publish({ modelName: "另一模型", ...KEY }),
      await evaluate(KEY),
    ]) {
      expect(Object.values(data)).toEqual([null]);
      expect(errors?.[0]?.extensions).toMatchObject({
        code: "IDEMPOTENCY_KEY_REUSED",
        retryable: false,
      });
    }
    expect(upstream()).toEqual(["publishTrainModel"]);
  });

  it("may be used again after Qianfan declined or could not be reached", async () => {
    const { publish, qianfan, upstream } = await startMutations();
    const taken = await publish({ modelName: "客服助手", ...KEY });
    expect(taken.data.publishModel.userErrors).toEqual([{ code: "MODEL_NAME_TAKEN" }]);
    qianfan.clockSkewMs = 86_400_000; // the signature has expired
    const refused = await publish({ modelName: "新模型", ...KEY });
    expect(refused.errors?.[0]?.extensions.code).toBe("QIANFAN_CREDENTIALS_REJECTED");
    qianfan.clockSkewMs = 0;
    const done = await publish({ modelName: "新模型", ...KEY });
    expect(done.data.publishModel.userErrors).toEqual([]);
    expect(upstream().length).toBeGreaterThanOrEqual(3);
  });

  it("never lets a write be sent again whose answer was lost", async () => {
    const { publish, qianfan, upstream } = await startMutations({
      settings: { UPSTREAM_TIMEOUT_MS: "200", UPSTREAM_WRITE_TIMEOUT_MS: "200" },
    });
    qianfan.latencyMs = 2000;
    const lost = await publish({ modelName: "新模型", ...KEY }, SAME_ID);
    expect(lost.errors?.[0]?.extensions.code).toBe("OUTCOME_UNKNOWN");
    qianfan.latencyMs = 0;
    const again = await publish({ modelName: "新模型", ...KEY }, SAME_ID);
    expect(again).toEqual(lost);
    expect(upstream()).toEqual(["publishTrainModel"]);
  });

  it("holds when the first caller has gone away", async () => {
    const kit = await startMutations({ emulator: { latencyMs: 100 } });
    const leaving = new AbortController();
    const first = fetch(kit.url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        query: `mutation ($input: PublishModelInput!) { publishModel(input: $input) { model { id } } }`,
        variables: { input: { ...RUN, modelName: "新模型", ...KEY } },
      }),
      signal: leaving.signal,
    }).catch(() => {});
    await untilCalled(kit.qianfan);
    leaving.abort();
    await first;
    const { data } = await kit.publish({ modelName: "新模型", ...KEY });
    expect(data.publishModel.modelVersion.version).toBe("1");
    expect(kit.upstream()).toEqual(["publishTrainModel"]);
  });

  it("is its caller's own: another one with the same key does something else", async () => {
    const { path, tokens } = tokensFile(
      { name: "ann", scopes: ["publish"] },
      { name: "bob", scopes: ["publish"] },
    );
    const [ann, bob] = tokens.map(bearer);
    const { publish, upstream } = await startMutations({ settings: { TOKENS_FILE: path } });
    const hers = await publish({ modelName: "新模型", ...KEY }, ann);
    const his = await publish({ modelName: "另一模型", ...KEY }, bob);
    expect(his.data.publishModel.userErrors).toEqual([]);
    expect(his.data.publishModel.model.id).not.toBe(hers.data.publishModel.model.id);
    expect(await publish({ modelName: "新模型", ...KEY }, ann)).toEqual(hers);
    expect(upstream()).toEqual(["publishTrainModel", "publishTrainModel"]);
  });

  it("has 1 to 255 characters", async () => {
    const { publish, upstream } = await startMutations();
    const { errors } = await publish({ modelName: "新模型", idempotencyKey: "k".repeat(256) });
    expect(errors?.[0]?.extensions).toMatchObject({
      code: "BAD_USER_INPUT",
      problems: [
        {
          path: ["input", "idempotencyKey"],
          allowed: "1 to 255 characters, not only spaces, without control characters",
        },
      ],
    });
    expect(upstream()).toEqual([]);
  });
});
