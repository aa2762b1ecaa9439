import {
  TASK_CALCULATING_MS,
  TASK_PENDING_MS,
  TASK_RUNNING_MS,
  TASK_STOPPING_MS,
} from "./timing.ts";

export type TaskState =
  | "Editing"
  | "Pending"
  | "Doing"
  | "DoingWithManualBegin"
  | "DoingWithMetricsCalculating"
  | "Stopping"
  | "Done"
  | "PartlyDone"
  | "Failed"
  | "Stopped";

export type TaskLife =
  /** Stays what it is. */
  | { readonly kind: "settled"; readonly state: TaskState }
  /** Waits, runs, and ends in what its versions allow. */
  | { readonly kind: "running"; readonly startedAt: Date }
  | { readonly kind: "stopping"; readonly since: Date }
  /** People have scored; ends in what its versions allow. */
  | { readonly kind: "scored"; readonly since: Date; readonly outcome: TaskState };

const FINAL: ReadonlySet<TaskState> = new Set(["Done", "PartlyDone", "Failed", "Stopped"]);

export function isFinal(state: TaskState): boolean {
  return FINAL.has(state);
}

export function taskState(life: TaskLife, now: Date, outcome: TaskState): TaskState {
  switch (life.kind) {
    case "settled":
      return life.state;
    case "stopping":
      return elapsed(life.since, now) < TASK_STOPPING_MS ? "Stopping" : "Stopped";
    case "scored": {
      const calculates = elapsed(life.since, now) < TASK_CALCULATING_MS;
      return calculates ? "DoingWithMetricsCalculating" : life.outcome;
    }
    case "running": {
      const ms = elapsed(life.startedAt, now);
      if (ms < TASK_PENDING_MS) return "Pending";
      return ms < TASK_RUNNING_MS ? "Doing" : outcome;
    }
  }
}

/** The part of a `Doing` task's work that is done, 0 to 1. A task that stays `Doing` is half way. */
export function progress(life: TaskLife, now: Date): number {
  if (life.kind !== "running") return 0.5;
  const ms = elapsed(life.startedAt, now) - TASK_PENDING_MS;
  return Math.min(Math.max(ms / (TASK_RUNNING_MS - TASK_PENDING_MS), 0), 1);
}

/** What a run ends in: people's scores are waited for unless there is nothing to score. */
export function outcomeOf(
  units: readonly { readonly failure: string | null }[],
  awaitsPeople: boolean,
): TaskState {
  const failed = units.filter(({ failure }) => failure !== null).length;
  if (failed === units.length) return "Failed";
  if (awaitsPeople) return "DoingWithManualBegin";
  return failed > 0 ? "PartlyDone" : "Done";
}

function elapsed(since: Date, now: Date): number {
  return now.getTime() - since.getTime();
}
