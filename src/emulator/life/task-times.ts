import { after } from "../clock.ts";
import type { TaskLife } from "./task-life.ts";
import {
  TASK_CALCULATING_MS,
  TASK_PENDING_MS,
  TASK_RUNNING_MS,
  TASK_STOPPING_MS,
} from "./timing.ts";

/** When a task last came into another state; null when its life does not say. */
export function changeTime(life: TaskLife, now: Date): Date | null {
  const steps = stepsOf(life);
  return steps.findLast((step) => step <= now) ?? steps[0] ?? null;
}

function stepsOf(life: TaskLife): Date[] {
  switch (life.kind) {
    case "running":
      return [0, TASK_PENDING_MS, TASK_RUNNING_MS].map((ms) => after(life.startedAt, ms));
    case "scored":
      return [0, TASK_CALCULATING_MS].map((ms) => after(life.since, ms));
    case "stopping":
      return [0, TASK_STOPPING_MS].map((ms) => after(life.since, ms));
    default:
      return [];
  }
}
