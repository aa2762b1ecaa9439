import { round } from "./random.ts";

export interface Statistics {
  readonly average: number;
  /** Of the whole population. */
  readonly deviation: number;
  readonly median: number;
}

/** All zero when there is no score. */
export function statistics(scores: readonly number[]): Statistics {
  if (scores.length === 0) return { average: 0, deviation: 0, median: 0 };
  const average = mean(scores);
  const variance = mean(scores.map((score) => (score - average) ** 2));
  return {
    average: round(average),
    deviation: round(Math.sqrt(variance)),
    median: median(scores),
  };
}

/** How many times each value occurs. */
export function count(values: readonly number[], counts: Record<string, number> = {}) {
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.slice(Math.ceil(sorted.length / 2) - 1, Math.floor(sorted.length / 2) + 1);
  return mean(middle);
}
