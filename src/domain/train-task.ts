export const TRAIN_TASK_STATES = ["WAITING", "RUNNING", "DONE", "STOPPED", "FAILED"] as const;

export type TrainTaskState = (typeof TRAIN_TASK_STATES)[number];

export const FINAL_TRAIN_TASK_STATES: ReadonlySet<string> = new Set<TrainTaskState>([
  "DONE",
  "STOPPED",
  "FAILED",
]);

/** Fine-tunes a base model; each of its runs is a train task. */
export interface TrainJobRecord {
  /** `job-`. */
  readonly id: string;
  readonly name: string | null;
  readonly description: string | null;
  readonly baseModel: string | null;
  /** Such as `SFT`, `PostPretrain`, `DPO`: an open set. */
  readonly trainMode: string | null;
  readonly createdAt: Date | null;
}

/** One run of a train job. What it made can be published as a model version. */
export interface TrainTaskRecord {
  /** `task-`. */
  readonly id: string;
  readonly jobId: string | null;
  readonly jobName: string | null;
  readonly jobDescription: string | null;
  readonly baseModel: string | null;
  readonly trainMode: string | null;
  /** `FullFineTuning`, `LoRA`: an open set. */
  readonly parameterScale: string | null;
  readonly state: TrainTaskState | "UNKNOWN" | null;
  readonly stateText: string | null;
  readonly isFinal: boolean;
  /** Such as `40%`, while it runs. */
  readonly progress: string | null;
  readonly createdAt: Date | null;
  readonly finishedAt: Date | null;
  /** Absent in a list, as are the checkpoints: not loaded. Null until the task is `DONE`. */
  readonly metrics?: readonly NamedText[] | null;
  readonly checkpoints?: readonly TrainCheckpoint[] | null;
}

/** A state of the trained model that can be published. */
export interface TrainCheckpoint {
  /** What `publishModel` takes as `step`. */
  readonly step: number | null;
  /** Whatever else Qianfan has measured at this step. */
  readonly values: readonly NamedText[];
}

interface NamedText {
  readonly name: string;
  readonly value: string;
}
