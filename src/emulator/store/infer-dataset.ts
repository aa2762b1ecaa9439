import { hash } from "../report/random.ts";
import type { StoredTask } from "./task.ts";
import type { StoredUnit } from "./unit.ts";

/** `ds-`: the data set that a version's answers go to. The first one's is the task's. */
export function inferDatasetId(task: StoredTask, unit: StoredUnit): string {
  const index = task.units.indexOf(unit);
  if (index <= 0) return task.resultDataset.text;
  return `ds-${hash(`answers ${task.evalId} ${index}`).slice(0, 16)}`;
}
