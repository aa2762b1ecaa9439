import { describe, expect, it } from "vitest";
import { errorSaidIn, logIdOf } from "../../../../src/datasources/qianfan/http/envelope.ts";

describe("a body that says no", () => {
  it.each([
    [{ error_code: 500001, error_msg: "param invalid", log_id: "1" }, "500001", "param invalid"],
    [{ error_code: "110", error_msg: "token" }, "110", "token"],
    [{ code: "AccessDenied", message: "no policy", requestId: "r" }, "AccessDenied", "no policy"],
    [{ code: 403, message: "no" }, "403", "no"],
    [{ error: { code: 12, message: "inner" } }, "12", "inner"],
    [{ error: { code: "Denied", msg: "inner" } }, "Denied", "inner"],
    [{ error: { message: "inner" } }, null, "inner"],
    [{ error: "invalid_client", error_description: "unknown id" }, "invalid_client", "unknown id"],
    [{ success: false, message: "closed" }, null, "closed"],
    [{ success: false, code: 7, msg: "closed" }, "7", "closed"],
    [{ success: false }, null, ""],
  ])("%j", (body, code, message) => {
    expect(errorSaidIn(body)).toMatchObject({ code, message });
  });
});

describe("a body that does not", () => {
  it.each([
    [{ error_code: 0, result: {} }],
    [{ error_code: "0", result: {} }],
    [{ code: "0", result: {} }],
    [{ code: 0, message: "ok", result: {} }],
    [{ code: 200, message: "ok", result: {} }],
    [{ code: "", result: {} }],
    [{ code: {}, result: {} }],
    [{ success: true, message: "done", result: {} }],
    [{ error: null, result: {} }],
    [{ error: {}, result: {} }],
    [{ error: "", result: {} }],
    [{ message: "hello" }],
    [[]],
    [null],
    ["error"],
  ])("%j", (body) => {
    expect(errorSaidIn(body)).toBeNull();
  });
});

it("the id in Qianfan's logs is found by each of its names, as a number or a text, else in a header", () => {
  const reply = { status: 200, headers: {}, body: [] };
  const idOf = (body: unknown) => logIdOf(body, reply);
  expect(idOf({ log_id: 5 })).toBe("5");
  expect(idOf({ log_id: "", requestId: "r" })).toBe("r");
  expect(idOf({ log_id: {}, request_id: "q" })).toBe("q");
  expect([idOf({}), idOf(null), idOf([])]).toEqual([null, null, null]);
  const headers = { "x-bce-request-id": "h" };
  expect(logIdOf(null, { ...reply, headers })).toBe("h");
  expect(logIdOf({ requestId: "r" }, { ...reply, headers })).toBe("r");
});
