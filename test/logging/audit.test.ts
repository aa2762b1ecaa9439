import { describe, expect, it } from "vitest";
import { bearer, tokensFile } from "../auth/kit.ts";
import { startKit } from "../kit/index.ts";

const STOP = `mutation ($id: ID!) { stopEvaluationTask(id: $id) { evaluationTask { id } userErrors { code } } }`;
const PUBLISH = `mutation ($input: PublishModelInput!) {
  publishModel(input: $input) { modelVersion { version } userErrors { code } }
}`;
const INPUT = {
  modelId: "13410",
  trainJobId: "job-7xk2mwq9rtba",
  trainTaskId: "task-9wm4qz7xk2bt",
  description: "nobody's business",
};

const audit = (logged: Record<string, unknown>[]) =>
  logged
    .filter((line) => line.audit === true)
    .map(({ level, time, pid, hostname, audit: _, msg, requestId, ...line }) => line);

describe("S25 a mutation's line in the audit", () => {
  it("says who did what, with which result, and how Qianfan finds it in its own logs", async () => {
    const { query, logged } = await startKit();
    await query(PUBLISH, { input: INPUT });
    await query(PUBLISH, { input: INPUT });
    expect(audit(logged)).toEqual([
      {
        caller: "anyone",
        account: "default",
        mutation: "publishModel",
        result: "done",
        objects: { model: "am-4kq9trv2xw7b", modelVersion: expect.stringMatching(/^amv-/) },
        arguments: {
          input: {
            modelId: "13410",
            trainJobId: "job-7xk2mwq9rtba",
            trainTaskId: "task-9wm4qz7xk2bt",
          },
        },
        qianfan: [{ operation: "publishTrainModel", logId: expect.stringMatching(/^\d+$/) }],
      },
      {
        caller: "anyone",
        account: "default",
        mutation: "publishModel",
        result: "declined",
        codes: ["ALREADY_PUBLISHED"],
        arguments: expect.anything(),
        qianfan: [{ operation: "publishTrainModel", logId: expect.stringMatching(/^\d+$/) }],
      },
    ]);
    expect(JSON.stringify(audit(logged))).not.toContain("business");
  });

  it("is written for what is forbidden, wrong or lost as well", async () => {
    const { path, tokens } = tokensFile(
      { name: "reader" },
      { name: "evaluator", scopes: ["evaluate"] },
    );
    const { query, qianfan, logged } = await startKit({ settings: { TOKENS_FILE: path } });
    const [reader = "", evaluator = ""] = tokens;
    await query(STOP, { id: "5909" }, bearer(reader));
    await query(STOP, { id: "x" }, bearer(evaluator));
    await qianfan.close();
    await query(STOP, { id: "5909" }, bearer(evaluator));
    expect(audit(logged)).toMatchObject([
      {
        caller: "reader",
        result: "failed",
        code: "FORBIDDEN",
        arguments: { id: "5909" },
        qianfan: [],
      },
      { caller: "evaluator", result: "failed", code: "BAD_USER_INPUT", qianfan: [] },
      {
        caller: "evaluator",
        result: "failed",
        code: "QIANFAN_UNAVAILABLE",
        qianfan: [{ operation: "eval/cancel", logId: null }],
      },
    ]);
  });

  it("tells a deletion from a dry run", async () => {
    const { query, logged } = await startKit();
    for (const dryRun of [true, false]) {
      await query(
        `mutation ($dryRun: Boolean!) {
          deleteModels(ids: ["am-4kq9trv2xw7b"], dryRun: $dryRun) { userErrors { code } }
        }`,
        { dryRun },
      );
    }
    expect(audit(logged)).toMatchObject([
      { arguments: { ids: ["am-4kq9trv2xw7b"], dryRun: true }, result: "done", qianfan: [] },
      {
        arguments: { ids: ["am-4kq9trv2xw7b"], dryRun: false },
        result: "done",
        qianfan: [{ operation: "model/batchDelete", logId: expect.any(String) }],
      },
    ]);
  });

  it("has the log ids of its own calls alone where a document has several", async () => {
    const { query, logged } = await startKit();
    const document = `mutation {
      a: stopEvaluationTask(id: 5909) { userErrors { code } }
      b: stopEvaluationTask(id: 5901) { userErrors { code } }
    }`;
    await query(document);
    const ids = audit(logged).map(({ qianfan }) => qianfan);
    expect(ids).toEqual([
      [{ operation: "eval/cancel", logId: expect.any(String) }],
      [{ operation: "eval/cancel", logId: expect.any(String) }],
    ]);
    expect(ids[0]).not.toEqual(ids[1]);
  });
});
