import { describe, expect, it } from "vitest";
import { startKit } from "../kit/index.ts";

const STOP = `mutation ($id: ID!) { stopEvaluationTask(id: $id) {
  evaluationTask { id state isFinal } userErrors { code field message }
} }`;

describe("stopEvaluationTask", () => {
  it("stops a running evaluation, which is STOPPING and then STOPPED", async () => {
    const { query, qianfan, upstream } = await startKit();
    const { data } = await query(STOP, { id: "ame-7dk3wm9qx2tz" });
    expect(data.stopEvaluationTask).toEqual({
      evaluationTask: { id: "ame-7dk3wm9qx2tz", state: "STOPPING", isFinal: false },
      userErrors: [],
    });
    expect(upstream()).toEqual(["eval/cancel", "eval/detail"]);
    qianfan.clock.advance(10_000);
    const later = await query(`{ evaluationTask(id: "ame-7dk3wm9qx2tz") { state isFinal } }`);
    expect(later.data.evaluationTask).toEqual({ state: "STOPPED", isFinal: true });
  });

  it.each([
    ["has ended", "ame-5wz1kd8qh3vn", "EVALUATION_TASK_NOT_STOPPABLE"],
    ["does not exist", "ame-000000000000", "EVALUATION_TASK_NOT_FOUND"],
  ])("declines one that %s, although upstream answers HTTP 200", async (_, id, code) => {
    const { query } = await startKit();
    const { data, errors } = await query(STOP, { id });
    expect(errors).toBeUndefined();
    expect(data.stopEvaluationTask).toEqual({
      evaluationTask: null,
      userErrors: [{ code, field: ["id"], message: expect.stringMatching(/Qianfan: ./) }],
    });
  });
});
