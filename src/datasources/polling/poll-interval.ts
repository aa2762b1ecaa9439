/** The bounds between which the pace of polling adapts. */
export interface Pace {
  readonly minIntervalMs: number;
  readonly maxIntervalMs: number;
}

/** The next poll comes after this part of the time in which nothing has changed. */
const PART_OF_QUIET = 0.1;

/** Quick while something is young and after each change, slower the longer nothing happens. */
export function intervalAfter(quietMs: number, pace: Pace): number {
  return bounded(quietMs * PART_OF_QUIET, pace);
}

/** Twice as long after each further failure. */
export function intervalAfterFailures(failures: number, pace: Pace): number {
  return bounded(pace.minIntervalMs * 2 ** failures, pace);
}

function bounded(ms: number, { minIntervalMs, maxIntervalMs }: Pace): number {
  return Math.max(minIntervalMs, Math.min(ms, maxIntervalMs));
}
