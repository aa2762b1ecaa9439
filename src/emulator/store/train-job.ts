import type { Ids } from "./ids.ts";

export type RunState = "Running" | "Done" | "Fail";

/** One run of a train job: what publishing turns into a model version. */
export interface StoredRun {
  readonly runId: number;
  readonly runIdStr: string;
  readonly iterationVersion: number;
  readonly state: RunState;
}

export interface StoredTrainJob {
  readonly taskId: number;
  readonly taskIdStr: string;
  readonly taskName: string;
  readonly trainType: string;
  readonly runs: readonly StoredRun[];
}

export interface TrainJobSeed {
  readonly taskId?: number;
  readonly taskIdStr?: string;
  readonly taskName?: string;
  readonly trainType?: string;
  /** How many finished runs, or what each is like. */
  readonly runs: number | readonly Partial<StoredRun>[];
}

export function makeTrainJob(seed: TrainJobSeed, ids: Ids): StoredTrainJob {
  const id = ids.next("trainJob");
  const runs =
    typeof seed.runs === "number" ? Array.from({ length: seed.runs }, () => ({})) : seed.runs;
  return {
    taskId: seed.taskId ?? id.numeric,
    taskIdStr: seed.taskIdStr ?? id.text,
    taskName: seed.taskName ?? `微调_${id.numeric}`,
    trainType: seed.trainType ?? "ernieBotLite-Speed",
    runs: runs.map((run, index) => makeRun(run, index + 1, ids)),
  };
}

function makeRun(seed: Partial<StoredRun>, iterationVersion: number, ids: Ids): StoredRun {
  const id = ids.next("run");
  return { runId: id.numeric, runIdStr: id.text, iterationVersion, state: "Done", ...seed };
}
