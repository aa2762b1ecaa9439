import { after } from "../clock.ts";
import { RUN_DONE_MS, RUN_WAITING_MS } from "./timing.ts";

/** V1's words, and V2's where V1 has none. */
export type RunState = "Waiting" | "Running" | "Done" | "Fail" | "Stopped";

export interface RunLife {
  /** A state to stay in; `Done` when left out. */
  readonly state?: RunState | undefined;
  /** Instead of a state: since then it waits, runs, and is done. */
  readonly startedAt?: Date | undefined;
  readonly createTime: Date;
}

export interface RunMoment {
  readonly state: RunState;
  /** 0 to 1. */
  readonly progress: number;
  /** Null until it has ended. */
  readonly finishTime: Date | null;
}

export function runState({ state = "Done", startedAt, createTime }: RunLife, now: Date): RunMoment {
  if (!startedAt) return settled(state, createTime);
  const ms = now.getTime() - startedAt.getTime();
  if (ms < RUN_WAITING_MS) return { state: "Waiting", progress: 0, finishTime: null };
  if (ms < RUN_DONE_MS) {
    const progress = (ms - RUN_WAITING_MS) / (RUN_DONE_MS - RUN_WAITING_MS);
    return { state: "Running", progress, finishTime: null };
  }
  return { state: "Done", progress: 1, finishTime: after(startedAt, RUN_DONE_MS) };
}

/** A run that stays `Running` is half way. */
function settled(state: RunState, createTime: Date): RunMoment {
  if (state === "Waiting") return { state, progress: 0, finishTime: null };
  if (state === "Running") return { state, progress: 0.5, finishTime: null };
  return { state, progress: 1, finishTime: after(createTime, HALF_AN_HOUR_MS) };
}

const HALF_AN_HOUR_MS = 30 * 60_000;
