import { describe, expect, it } from "vitest";
import { retryAfterMs } from "../../../../src/datasources/qianfan/http/retry-after.ts";

const NOW = new Date("2024-06-01T08:00:00Z");
const asked = (headers: Record<string, string>) =>
  retryAfterMs({ status: 429, headers, body: [] }, NOW);

describe("Retry-After", () => {
  it.each([
    ["2", 2000],
    [" 0 ", 0],
    ["Sat, 01 Jun 2024 08:00:30 GMT", 30_000],
    ["Sat, 01 Jun 2024 07:00:00 GMT", 0],
    ["soon", undefined],
    ["-5", 0],
    ["", undefined],
  ])("%j is %s ms", (value, ms) => {
    expect(asked({ "retry-after": value })).toBe(ms);
  });

  it("as a date is counted by the clock of whoever wrote it", () => {
    const headers = {
      date: "Sat, 01 Jun 2024 09:00:00 GMT",
      "retry-after": "Sat, 01 Jun 2024 09:00:10 GMT",
    };
    expect(asked(headers)).toBe(10_000);
  });

  it("is nothing where the header is missing", () => {
    expect(asked({})).toBeUndefined();
  });
});
