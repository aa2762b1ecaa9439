import type { Clock } from "../clock.ts";
import { type RunState, runState } from "../life/run-life.ts";
import { baseModelOf } from "./base-model.ts";
import type { Ids } from "./ids.ts";

export type { RunState } from "../life/run-life.ts";

/** One run of a train job: what publishing turns into a model version. */
export interface StoredRun {
  readonly runId: number;
  readonly runIdStr: string;
  readonly iterationVersion: number;
  readonly state: RunState;
  /** The part of the training that is done, 0 to 1. */
  readonly progress: number;
  readonly createTime: Date;
  /** Null until it has ended. */
  readonly finishTime: Date | null;
}

export interface StoredTrainJob {
  readonly taskId: number;
  readonly taskIdStr: string;
  readonly taskName: string;
  readonly trainType: string;
  readonly description: string;
  /** The base model in V2's words. */
  readonly model: string;
  /** `SFT`, `PostPretrain`, `DPO` and so on. */
  readonly trainMode: string;
  /** `FullFineTuning`, `LoRA`. */
  readonly parameterScale: string;
  readonly createTime: Date;
  readonly runs: readonly StoredRun[];
}

export interface RunSeed {
  readonly runId?: number;
  readonly runIdStr?: string;
  readonly iterationVersion?: number;
  /** A state to stay in; `Done` when left out. */
  readonly state?: RunState;
  /** Instead of a state: waits and runs since then, and ends in `Done`. */
  readonly startedAt?: Date;
  readonly createTime?: Date;
}

export interface TrainJobSeed extends Partial<Omit<StoredTrainJob, "runs">> {
  /** How many finished runs, or what each is like. */
  readonly runs: number | readonly RunSeed[];
}

export function makeTrainJob(seed: TrainJobSeed, ids: Ids, clock: Clock): StoredTrainJob {
  const id = ids.next("trainJob");
  const { runs, ...given } = seed;
  const trainType = seed.trainType ?? "ernieBotLite-Speed";
  const createTime = seed.createTime ?? clock.now();
  const seeds = typeof runs === "number" ? Array.from({ length: runs }, () => ({})) : runs;
  return {
    taskId: id.numeric,
    taskIdStr: id.text,
    taskName: `微调_${id.numeric}`,
    description: "",
    model: baseModelOf(trainType),
    trainMode: "SFT",
    parameterScale: "FullFineTuning",
    ...given,
    trainType,
    createTime,
    runs: seeds.map((run, index) => makeRun({ createTime, ...run }, index + 1, ids, clock)),
  };
}

function makeRun(
  { state, startedAt, ...given }: RunSeed,
  iterationVersion: number,
  ids: Ids,
  clock: Clock,
): StoredRun {
  const id = ids.next("run");
  const createTime = startedAt ?? given.createTime ?? clock.now();
  const now = () => runState({ state, startedAt, createTime }, clock.now());
  return {
    runId: id.numeric,
    runIdStr: id.text,
    iterationVersion,
    ...given,
    createTime,
    get state() {
      return now().state;
    },
    get progress() {
      return now().progress;
    },
    get finishTime() {
      return now().finishTime;
    },
  };
}
