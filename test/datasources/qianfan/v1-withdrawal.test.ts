import { describe, expect, it } from "vitest";
import { saysGone, V1Withdrawal } from "../../../src/datasources/qianfan/v1-withdrawal.ts";
import { BusinessError, qianfanDetails, ServiceError } from "../../../src/domain/index.ts";

const error = (
  code: ConstructorParameters<typeof ServiceError>[0],
  answer: Parameters<typeof qianfanDetails>[2],
) => new ServiceError(code, {}, { qianfan: qianfanDetails("modelDetail", 1, answer) });

describe("that a path of V1 is gone", () => {
  it.each([
    ["HTTP 404", error("QIANFAN_ERROR", { httpStatus: 404 })],
    [
      "HTTP 404 with a word of the gateway",
      error("QIANFAN_ERROR", { httpStatus: 404, errorCode: "NotFound" }),
    ],
    ["HTTP 410", error("QIANFAN_ERROR", { httpStatus: 410 })],
    ["unsupported method", error("QIANFAN_ERROR", { httpStatus: 200, errorCode: "3" })],
  ])("is said by %s", (_, said) => {
    expect(saysGone(said)).toBe(true);
  });

  it.each([
    [
      "a code of V1's own with HTTP 404",
      error("QIANFAN_ERROR", { httpStatus: 404, errorCode: "10001" }),
    ],
    ["a write that may have taken effect", error("OUTCOME_UNKNOWN", { httpStatus: 404 })],
    ["a server error", error("QIANFAN_UNAVAILABLE", { httpStatus: 500 })],
    ["a refusal", new BusinessError("MODEL_NOT_FOUND", "", null)],
    ["an error of this server", new ServiceError("OPERATION_TIMEOUT")],
    ["anything else", new Error("404")],
  ])("is not said by %s", (_, other) => {
    expect(saysGone(other)).toBe(false);
  });
});

it("an operation is gone until it is time to try it again, and reported once", () => {
  let now = 0;
  const changes: [string, boolean, number][] = [];
  const withdrawal = new V1Withdrawal({
    now: () => now,
    retryMs: 10,
    onChange: (...change) => changes.push(change),
  });
  withdrawal.gone("eval/detail");
  withdrawal.gone("modelDetail");
  withdrawal.gone("modelDetail");
  now = 9;
  expect(withdrawal.isGone("modelDetail")).toBe(true);
  expect(withdrawal.isGone("eval/report")).toBe(false);
  now = 10;
  expect(withdrawal.isGone("modelDetail")).toBe(false);
  withdrawal.gone("modelDetail");
  expect(withdrawal.isGone("modelDetail")).toBe(true);
  withdrawal.answered("modelDetail");
  withdrawal.answered("modelDetail");
  withdrawal.answered("eval/detail");
  expect(changes).toEqual([
    ["eval/detail", true, 1],
    ["modelDetail", true, 2],
    ["modelDetail", false, 1],
    ["eval/detail", false, 0],
  ]);
});
