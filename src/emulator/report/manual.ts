import {
  MANUAL_MAX_SCORE,
  type ManualStandard,
  SATISFACTION,
} from "../store/evaluation-standard.ts";
import { bell, clamp, type Random, round } from "./random.ts";
import { count, mean } from "./statistics.ts";

export const NO_MANUAL = {
  manualAvgScore: 0,
  goodCaseProportion: 0,
  subjectiveImpression: "",
  manualScoreDistribution: null,
};

/** What people gave in one dimension, sample by sample. */
export interface ScoredDimension {
  readonly dimension: string;
  readonly scores: readonly number[];
}

export function manualScores(
  { dimensions }: ManualStandard,
  quality: number,
  samples: number,
  random: Random,
): ScoredDimension[] {
  return dimensions.map(({ dimension }) => ({
    dimension,
    scores: Array.from({ length: samples }, () => score(quality, random)),
  }));
}

/** A good case is an answer with the best score for satisfaction. */
export function manualMetrics(scored: readonly ScoredDimension[], samples: number) {
  const satisfaction = scored.find(({ dimension }) => dimension === SATISFACTION)?.scores ?? [];
  const good = satisfaction.filter((value) => value === MANUAL_MAX_SCORE);
  return {
    manualAvgScore: round(mean(scored.flatMap(({ scores }) => scores))),
    goodCaseProportion: round(good.length / samples),
    subjectiveImpression: "1",
    manualScoreDistribution: scored.map(({ dimension, scores }) => ({
      dimension,
      scoreDistribution: count(scores),
    })),
  };
}

function score(quality: number, random: Random): number {
  const score = Math.round(MANUAL_MAX_SCORE * (quality + 0.1 + 0.2 * bell(random)));
  return clamp(score, 0, MANUAL_MAX_SCORE);
}
