import type { Clock } from "../clock.ts";
import type { TaskLife, TaskState } from "../life/task-life.ts";
import type { StoredDataset } from "./dataset.ts";
import { type EvalMode, exampleStandard } from "./evaluation-standard.ts";
import type { IdPair, Ids } from "./ids.ts";
import { StoredTask, type TaskSettings } from "./task.ts";
import type { StoredVersion } from "./version.ts";

export interface TaskSeed extends Partial<TaskSettings> {
  readonly evalId?: number;
  readonly evalIdStr?: string;
  readonly versions: readonly StoredVersion[];
  /** Judged how, with example settings; ignored when `standard` is given. `rule` when left out. */
  readonly modes?: readonly EvalMode[];
  readonly resultDataset?: IdPair;
  /** Whose answers eval/detail looks like; 2024 when left out. */
  readonly year?: 2023 | 2024;
  /** A state to stay in; `Done` when left out. */
  readonly state?: TaskState;
  /** Instead of a state: runs since then, and ends by itself. */
  readonly startedAt?: Date;
  /** When left out: when it started. */
  readonly createTime?: Date;
}

export function makeTask(
  seed: TaskSeed,
  dataset: StoredDataset,
  ids: Ids,
  clock: Clock,
): StoredTask {
  const id = ids.next("evaluation");
  const result = ids.next("dataset");
  const settings: TaskSettings = {
    name: seed.name ?? `评估_${id.numeric}`,
    description: seed.description ?? "",
    versions: seed.versions,
    ...(seed.units && { units: seed.units }),
    dataset,
    standard: seed.standard ?? exampleStandard(seed.modes ?? ["rule"]),
    compute: seed.compute ?? { vmType: 1, vmNumber: 8 },
  };
  return new StoredTask(
    { numeric: seed.evalId ?? id.numeric, text: seed.evalIdStr ?? id.text },
    seed.resultDataset ?? result,
    settings,
    lifeOf(seed),
    clock,
    seed.year,
    seed.createTime ?? seed.startedAt ?? clock.now(),
  );
}

function lifeOf({ state = "Done", startedAt }: TaskSeed): TaskLife {
  return startedAt ? { kind: "running", startedAt } : { kind: "settled", state };
}
