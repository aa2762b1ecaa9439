import { describe, expect, it } from "vitest";
import type { FaultInput } from "../../src/emulator/index.ts";
import { OTHER, startFaulty, upstreamOf } from "./kit.ts";

const HEALTHY = { status: 200, other: OTHER };
const refuse = (code: number): FaultInput => ({ kind: "refuse", code, message: "made up" });
const status = (status: number, rest = {}): FaultInput => ({ kind: "status", status, ...rest });

/** The table of api.md 3.2: our code, and whether a read is tried again. */
const CODES = [
  [1, "QIANFAN_UNAVAILABLE", 3],
  [2, "QIANFAN_UNAVAILABLE", 3],
  [1000, "QIANFAN_UNAVAILABLE", 3],
  [336000, "QIANFAN_UNAVAILABLE", 3],
  [336100, "QIANFAN_UNAVAILABLE", 3],
  [500000, "QIANFAN_UNAVAILABLE", 3],
  [4, "QIANFAN_RATE_LIMITED", 3],
  [18, "QIANFAN_RATE_LIMITED", 3],
  [19, "QIANFAN_RATE_LIMITED", 3],
  [336501, "QIANFAN_RATE_LIMITED", 3],
  [336502, "QIANFAN_RATE_LIMITED", 3],
  [17, "QIANFAN_RATE_LIMITED", 1],
  [6, "QIANFAN_FORBIDDEN", 1],
  [336004, "QIANFAN_FORBIDDEN", 1],
  [500002, "QIANFAN_FORBIDDEN", 1],
  [13, "QIANFAN_CREDENTIALS_REJECTED", 1],
  [14, "QIANFAN_CREDENTIALS_REJECTED", 1],
  [15, "QIANFAN_CREDENTIALS_REJECTED", 1],
  [110, "QIANFAN_CREDENTIALS_REJECTED", 1],
  [111, "QIANFAN_CREDENTIALS_REJECTED", 1],
] as const;

describe("HTTP 200 with an error in the body", () => {
  it("F07 each mapped error_code: is its code of ours, tried again only where that may help", async () => {
    const { readModel, qianfan } = await startFaulty({ BREAKER_FAILURES: "0" });
    for (const [code, ours, attempts] of CODES) {
      qianfan.faults.clear();
      expect([code, await readModel(refuse(code))]).toMatchObject([
        code,
        {
          ...HEALTHY,
          code: ours,
          attempts,
          calls: attempts,
          model: null,
          error: {
            message: expect.stringContaining("made up"),
            extensions: {
              retryable: attempts > 1,
              qianfan: { errorCode: String(code), message: "made up", httpStatus: 200 },
            },
          },
        },
      ]);
    }
  });

  it("F07 error_code 10001 on modelDetail: no such model, which is null and no error", async () => {
    const { readModel } = await startFaulty();
    expect(await readModel(refuse(10001))).toMatchObject({
      ...HEALTHY,
      code: "none",
      calls: 1,
      model: null,
    });
  });

  it("F07 error_code 0: is a success, as in Baidu's own SDKs", async () => {
    const { readModel } = await startFaulty();
    const fault = { kind: "set", path: "error_code", json: "0" } as const;
    expect(await readModel(fault)).toMatchObject({ code: "none", model: { name: "客服助手" } });
  });

  it.each([70002, 999999])(
    "F08 the unmapped error_code %d: is QIANFAN_ERROR with Qianfan's own words, not tried again",
    async (code) => {
      const { readModel } = await startFaulty();
      expect(await readModel(refuse(code))).toMatchObject({
        ...HEALTHY,
        code: "QIANFAN_ERROR",
        attempts: 1,
        calls: 1,
        model: null,
        error: {
          extensions: {
            retryable: false,
            qianfan: { errorCode: String(code), message: "made up", requestId: "1234567890" },
          },
        },
      });
    },
  );
});

describe("an HTTP status that says no", () => {
  it("F22 401 without body: is QIANFAN_CREDENTIALS_REJECTED, not tried again", async () => {
    const { readModel } = await startFaulty();
    expect(await readModel(status(401))).toMatchObject({
      ...HEALTHY,
      code: "QIANFAN_CREDENTIALS_REJECTED",
      attempts: 1,
      calls: 1,
      error: { extensions: { qianfan: { httpStatus: 401, errorCode: null, message: null } } },
    });
  });

  it("F23 403 with X-Bce-Error-*: is QIANFAN_CREDENTIALS_REJECTED with the headers' words", async () => {
    const { readModel } = await startFaulty();
    const message = "NotFound, cause: Could not find credential.";
    const headers = {
      "X-Bce-Error-Code": "IamSignatureInvalid",
      "X-Bce-Error-Message": message,
      "X-Bce-Request-Id": "req-1",
    };
    expect(await readModel(status(403, { headers }))).toMatchObject({
      ...HEALTHY,
      code: "QIANFAN_CREDENTIALS_REJECTED",
      attempts: 1,
      calls: 1,
      error: {
        message: expect.stringContaining(message),
        extensions: {
          qianfan: {
            errorCode: "IamSignatureInvalid",
            message,
            requestId: "req-1",
            httpStatus: 403,
          },
        },
      },
    });
  });

  it("F23 403 with AccessDenied: is QIANFAN_FORBIDDEN", async () => {
    const { readModel } = await startFaulty();
    const text = JSON.stringify({ requestId: "r", code: "AccessDenied", message: "no policy" });
    expect(await readModel(status(403, { text }))).toMatchObject({
      ...HEALTHY,
      code: "QIANFAN_FORBIDDEN",
      attempts: 1,
      calls: 1,
    });
  });

  it("F24 404: is QIANFAN_ERROR, not tried again, and never a 404 of ours", async () => {
    const { readModel } = await startFaulty({ QIANFAN_API_VERSION: "v1" });
    expect(await readModel(status(404, { text: "not here" }))).toMatchObject({
      ...HEALTHY,
      code: "QIANFAN_ERROR",
      attempts: 1,
      calls: 1,
      error: { extensions: { qianfan: { httpStatus: 404 } } },
    });
  });

  it.each([
    ["F27", 500, "QIANFAN_UNAVAILABLE"],
    ["F28", 502, "QIANFAN_UNAVAILABLE"],
    ["F29", 503, "QIANFAN_UNAVAILABLE"],
    ["F30", 504, "QIANFAN_TIMEOUT"],
  ])("%s %d: is tried three times, and is %s", async (_, code, ours) => {
    const { readModel } = await startFaulty();
    const text = "<html><body>Bad Gateway</body></html>";
    expect(await readModel(status(code, { text }))).toMatchObject({
      ...HEALTHY,
      code: ours,
      attempts: 3,
      calls: 3,
      model: null,
      error: { extensions: { retryable: true, qianfan: { httpStatus: code } } },
    });
  });

  it.each([500, 502, 503, 504])(
    "F27 F28 F29 F30 one %d: is made good by the second attempt, signed anew",
    async (code) => {
      const { readModel, qianfan } = await startFaulty();
      expect(await readModel(status(code), 1)).toMatchObject({ code: "none", calls: 2 });
      const sent = qianfan.calls.filter(({ operation }) => operation === "modelDetail");
      expect(sent.map(({ headers }) => headers.authorization)).toEqual([
        expect.stringMatching(/^bce-auth-v1\//),
        expect.stringMatching(/^bce-auth-v1\//),
      ]);
    },
  );
});

describe("a clock that is off", () => {
  it("F35 20 minutes behind Qianfan's or ahead of it: the message says which and by how much", async () => {
    const { readModel, qianfan } = await startFaulty({ SIGNATURE_SECONDS: "300" });
    const ahead = await readModel({ kind: "clock", minutes: 20 });
    qianfan.faults.clear();
    const behind = await readModel({ kind: "clock", minutes: -20 });
    expect([ahead, behind]).toMatchObject([
      {
        ...HEALTHY,
        code: "QIANFAN_CREDENTIALS_REJECTED",
        attempts: 1,
        calls: 1,
        error: { message: expect.stringContaining("clock is 20 minutes behind Qianfan's") },
      },
      { error: { message: expect.stringContaining("clock is 20 minutes ahead of Qianfan's") } },
    ]);
    expect(upstreamOf(ahead.error)?.errorCode).toBe("RequestExpired");
  });
});
