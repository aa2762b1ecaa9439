import { bell, clamp, type Random } from "./random.ts";
import { count, statistics } from "./statistics.ts";

export const NO_JUDGE = {
  avgJudgeScore: 0,
  stdJudgeScore: 0,
  medianJudgeScore: 0,
  scoreDistribution: null,
};

/** What the distribution counts answers under for which the referee gave no usable score. */
const UNSCORED = -1;
const UNSCORED_SHARE = 0.02;

/** The referee's score of each sample. */
export function judgeScores(maxScore: number, quality: number, samples: number, random: Random) {
  return Array.from({ length: samples }, () => score(maxScore, quality, random));
}

export function judgeMetrics(scores: readonly number[], maxScore: number) {
  const { average, deviation, median } = statistics(scores.filter((value) => value !== UNSCORED));
  return {
    avgJudgeScore: average,
    stdJudgeScore: deviation,
    medianJudgeScore: median,
    scoreDistribution: count(scores, noCounts(maxScore)),
  };
}

function score(maxScore: number, quality: number, random: Random): number {
  if (random() < UNSCORED_SHARE) return UNSCORED;
  return clamp(Math.round(maxScore * (quality + 0.15 * bell(random))), 0, maxScore);
}

function noCounts(maxScore: number): Record<string, number> {
  const scores = [...Array(maxScore + 1).keys(), UNSCORED];
  return Object.fromEntries(scores.map((value) => [value, 0]));
}
