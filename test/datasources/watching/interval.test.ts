import { describe, expect, it } from "vitest";
import {
  intervalAfter,
  intervalAfterFailures,
} from "../../../src/datasources/polling/poll-interval.ts";

const PACE = { minIntervalMs: 2000, maxIntervalMs: 30_000 };

describe("the time between two polls", () => {
  it("is the least while something is young or has just changed, and grows with its quiet", () => {
    const minutes = [0, 0.25, 0.5, 1, 2, 5, 60];
    expect(minutes.map((m) => intervalAfter(m * 60_000, PACE))).toEqual([
      2000, 2000, 3000, 6000, 12_000, 30_000, 30_000,
    ]);
  });

  it("doubles with each failure, up to the most", () => {
    expect([1, 2, 3, 4, 100].map((failures) => intervalAfterFailures(failures, PACE))).toEqual([
      4000, 8000, 16_000, 30_000, 30_000,
    ]);
  });

  it("is never below the least, even where the most is", () => {
    const pace = { minIntervalMs: 5000, maxIntervalMs: 1000 };
    expect(intervalAfter(60_000, pace)).toBe(5000);
    expect(intervalAfterFailures(9, pace)).toBe(5000);
  });
});
