import { describe, expect, it } from "vitest";
import type { FaultInput } from "../../src/emulator/index.ts";
import { OTHER, startFaulty } from "./kit.ts";

const HEALTHY = { status: 200, other: OTHER };

const tooMany = (retryAfter?: string): FaultInput => ({
  kind: "status",
  status: 429,
  headers: retryAfter === undefined ? {} : { "Retry-After": retryAfter },
});

const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toUTCString();

describe("a read refused for rate", () => {
  it("F25 429 without Retry-After: is tried three times, and is QIANFAN_RATE_LIMITED", async () => {
    const { readModel } = await startFaulty();
    expect(await readModel(tooMany())).toMatchObject({
      ...HEALTHY,
      code: "QIANFAN_RATE_LIMITED",
      attempts: 3,
      calls: 3,
      model: null,
      error: { extensions: { retryable: true, qianfan: { httpStatus: 429 } } },
    });
  });

  it.each([
    ["F25 in seconds", () => "1"],
    ["F26 as a date", () => inSeconds(2)],
  ])(
    "%s: 429 with Retry-After is obeyed, and the second attempt answers",
    async (_, retryAfter) => {
      const { readModel } = await startFaulty();
      expect(await readModel(tooMany(retryAfter()), 1)).toMatchObject({
        ...HEALTHY,
        code: "none",
        calls: 2,
        model: { name: "客服助手" },
      });
    },
  );

  it.each([
    ["F25 in seconds", () => "3600"],
    ["F26 as a date", () => inSeconds(3600)],
  ])(
    "%s: a Retry-After beyond the operation's deadline is not waited for, but told",
    async (_, retryAfter) => {
      const { readModel } = await startFaulty();
      const told = await readModel(tooMany(retryAfter()));
      expect(told).toMatchObject({
        ...HEALTHY,
        code: "QIANFAN_RATE_LIMITED",
        attempts: 1,
        calls: 1,
        error: { extensions: { retryable: true, retryAt: expect.any(String) } },
      });
      const wait = Date.parse(String(told.error?.extensions.retryAt)) - Date.now();
      expect(Math.round(wait / 600_000)).toBe(6);
    },
  );
});
