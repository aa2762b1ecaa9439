import type { StoredTask } from "../../store/task.ts";

const STATES: ReadonlyMap<string, string> = new Map([
  ["Pending", "Queued"],
  ["Doing", "Running"],
  ["DoingWithManualBegin", "RunningWithManualBegin"],
  ["DoingWithMetricsCalculating", "RunningWithMetricsCalculating"],
  ["Done", "Succeeded"],
  // V2 has one word for both.
  ["PartlyDone", "Failed"],
  ["Failed", "Failed"],
  ["Stopping", "Stopping"],
  ["Stopped", "Stopped"],
]);

/** A task's state in V2's words. A draft, which V2 cannot make, has none: V1's word stays. */
export function stateWord({ state }: StoredTask): string {
  return STATES.get(state) ?? state;
}

/** `manual` when people take part, else `auto`. */
export function evalType({ settings }: StoredTask): "manual" | "auto" {
  return settings.standard.manual ? "manual" : "auto";
}
