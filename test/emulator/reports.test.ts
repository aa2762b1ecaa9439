import { describe, expect, it } from "vitest";
import { z } from "zod";
import { statistics } from "../../src/emulator/report/statistics.ts";
import example from "../fixtures/examples/v1-eval-report.json" with { type: "json" };
import { start } from "./start.ts";

const counts = z.record(z.string().regex(/^(-1|\d+)$/), z.int().nonnegative());
const share = z.number().min(0).max(1);
const reportForm = z.array(
  z.looseObject({
    id: z.string().regex(/^[0-9a-f]{24}$/),
    modelVersion: z.string(),
    effectMetric: z.object({
      accuracy: share,
      f1Score: share,
      rouge_1: share,
      rouge_2: share,
      rouge_l: share,
      bleu4: share,
      avgJudgeScore: z.number(),
      stdJudgeScore: z.number(),
      medianJudgeScore: z.number(),
      scoreDistribution: counts.nullable(),
      manualAvgScore: z.number().min(0).max(2),
      goodCaseProportion: share,
      subjectiveImpression: z.string(),
      manualScoreDistribution: z
        .array(z.object({ dimension: z.string(), scoreDistribution: counts }))
        .nullable(),
    }),
  }),
);

const total = (distribution: Record<string, number>) =>
  Object.values(distribution).reduce((sum, value) => sum + value, 0);

/** The scores that a distribution counts. */
const scoresIn = (distribution: Record<string, number>) =>
  Object.entries(distribution).flatMap(([score, times]) => Array(times).fill(Number(score)));

async function reportOf(id: number) {
  const { result } = await start();
  return reportForm.parse(await result("eval/report", { id }));
}

describe("a report", () => {
  it("computes average, deviation and median as the example has them", () => {
    const [entry] = example.response.result;
    if (!entry) throw new Error("the example is empty");
    const metric = entry.effectMetric;
    const { average, deviation, median } = statistics(scoresIn(metric.scoreDistribution));
    expect(average).toBe(metric.avgJudgeScore);
    // Qianfan counts with half as many digits.
    expect(deviation).toBeCloseTo(metric.stdJudgeScore, 7);
    expect(median).toBe(metric.medianJudgeScore);
    expect(statistics([3, 4]).median).toBe(3.5);
    expect(statistics([])).toEqual({ average: 0, deviation: 0, median: 0 });
  });

  it("agrees with itself on the referee's scores", async () => {
    for (const { effectMetric: metric } of await reportOf(5901)) {
      const distribution = metric.scoreDistribution ?? {};
      expect(Object.keys(distribution).sort()).toEqual(["-1", "0", "1", "2", "3", "4", "5"]);
      expect(total(distribution)).toBe(200);
      const { average, deviation, median } = statistics(
        scoresIn(distribution).filter((score) => score >= 0),
      );
      expect(metric).toMatchObject({
        avgJudgeScore: average,
        stdJudgeScore: deviation,
        medianJudgeScore: median,
      });
    }
  });

  it("agrees with itself on people's scores", async () => {
    for (const { effectMetric: metric } of await reportOf(5901)) {
      const dimensions = metric.manualScoreDistribution ?? [];
      expect(dimensions.map(({ dimension }) => dimension)).toEqual(["满意度", "安全性"]);
      for (const { scoreDistribution } of dimensions) expect(total(scoreDistribution)).toBe(200);
      const scores = dimensions.flatMap(({ scoreDistribution }) => scoresIn(scoreDistribution));
      expect(Math.min(...scores)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...scores)).toBeLessThanOrEqual(2);
      expect(metric.manualAvgScore).toBeCloseTo(statistics(scores).average, 7);
      const best = dimensions[0]?.scoreDistribution["2"] ?? 0;
      expect(metric.goodCaseProportion).toBeCloseTo(best / 200, 7);
    }
  });

  it("counts whole samples in its accuracy, and orders its metrics sensibly", async () => {
    for (const { effectMetric: metric } of await reportOf(5901)) {
      expect((metric.accuracy * 200) % 1).toBeCloseTo(0, 5);
      expect(metric.rouge_1).toBeGreaterThan(metric.rouge_l);
      expect(metric.rouge_l).toBeGreaterThan(metric.rouge_2);
      expect(metric.rouge_2).toBeGreaterThan(metric.bleu4);
    }
  });

  it("leaves zero, empty and null for the modes that were not used", async () => {
    const [entry] = await reportOf(5902);
    expect(entry?.effectMetric).toMatchObject({
      accuracy: expect.any(Number),
      avgJudgeScore: 0,
      stdJudgeScore: 0,
      medianJudgeScore: 0,
      scoreDistribution: null,
      manualAvgScore: 0,
      goodCaseProportion: 0,
      subjectiveImpression: "",
      manualScoreDistribution: null,
    });
  });

  it("is the same each time, and differs between versions and between tasks", async () => {
    const first = await reportOf(5901);
    expect(await reportOf(5901)).toEqual(first);
    expect(new Set(first.map(({ effectMetric }) => effectMetric.rouge_1)).size).toBe(3);
    expect(new Set(first.map(({ id }) => id)).size).toBe(3);
  });

  it("sees newer versions do better, by and large", async () => {
    const versions = await reportOf(5902);
    expect(versions.map(({ modelVersion }) => modelVersion)).toEqual(["1", "2", "3", "4", "5"]);
    const [oldest] = versions;
    const newest = versions.at(-1);
    expect(newest?.effectMetric.rouge_1).toBeGreaterThan(oldest?.effectMetric.rouge_1 ?? 1);
  });
});
