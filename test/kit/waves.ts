import type { Call } from "../../src/emulator/index.ts";

/**
 * How many calls had to wait for one another: a wave is a run of calls that all start before the
 * first of them has been answered.
 */
export function waves(calls: readonly Call[]): number {
  let count = 0;
  let firstEnd = 0;
  for (const { started, ended } of calls) {
    if (started < firstEnd) {
      firstEnd = Math.min(firstEnd, ended ?? firstEnd);
      continue;
    }
    count += 1;
    firstEnd = ended ?? Number.POSITIVE_INFINITY;
  }
  return count;
}
