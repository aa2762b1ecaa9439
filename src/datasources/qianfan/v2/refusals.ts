import type { RefusalReason as SharedReason } from "./common.ts";

/** Why V2 declines: V1's reasons, and those of what only V2 has. */
export type RefusalReason =
  | SharedReason
  /** It may be taken; V2's code for that is not known. */
  | "MODEL_NAME_REFUSED"
  /** Not there, not done, of another type, or published already: V2 has one code for all. */
  | "TRAIN_TASK_REFUSED"
  | "TRAIN_CHECKPOINT_REFUSED"
  | "TRAIN_JOB_NOT_FOUND"
  | "TRAIN_TASK_NOT_FOUND"
  | "DATASET_VERSION_NOT_FOUND"
  | "COMPRESSION_TASK_NOT_FOUND"
  /** Not there, or ended already. */
  | "COMPRESSION_TASK_NOT_CANCELLABLE"
  /** Not there, or `isSupportModelComp` is false. */
  | "MODEL_VERSION_NOT_COMPRESSIBLE"
  /** Not there, not the account's own, or not ready. */
  | "MODEL_VERSION_NOT_EXPORTABLE"
  /** The item that a page begins at is gone. */
  | "MARKER_NOT_FOUND";

/** By the code and the parameter that it names; {@link ./protocol.ts} makes the key. */
export type Refusals = Readonly<Record<string, RefusalReason>>;

/**
 * Which code an unknown id gets is not known. `InappropriateJSON` with `param[<name>] invalid` is the one
 * refusal that has been seen (at `/v2/finetuning`). An id is checked before it is sent, so it can only
 * mean that there is no such object.
 */
const invalid = <Reason extends RefusalReason>(name: string, reason: Reason): Refusals => ({
  [`InappropriateJSON param[${name}] invalid`]: reason,
});

const marker = invalid("marker", "MARKER_NOT_FOUND");

export const refusals = {
  none: {},
  list: marker,
  modelSet: {
    ...invalid("modelSetId", "MODEL_NOT_FOUND"),
    ...invalid("modelSetName", "MODEL_NOT_FOUND"),
  },
  model: invalid("modelId", "MODEL_VERSION_NOT_FOUND"),
  createModelSet: invalid("modelSetName", "MODEL_NAME_REFUSED"),
  createModel: {
    ...invalid("modelSetId", "MODEL_NOT_FOUND"),
    ...invalid("taskId", "TRAIN_TASK_REFUSED"),
    ...invalid("checkpointStep", "TRAIN_CHECKPOINT_REFUSED"),
  },
  createEvaluation: {
    ...invalid("metric", "EVALUATION_METRIC_INVALID"),
    ...invalid("metrics", "EVALUATION_METRIC_INVALID"),
    ...invalid("modelId", "MODEL_VERSION_NOT_FOUND"),
    ...invalid("versionId", "DATASET_VERSION_NOT_FOUND"),
  },
  evaluation: invalid("taskId", "EVALUATION_TASK_NOT_FOUND"),
  // A task that has ended and one that is not there may be refused alike.
  stopEvaluation: invalid("taskId", "EVALUATION_TASK_NOT_STOPPABLE"),
  createResultExport: invalid("evalId", "EVALUATION_TASK_NOT_FOUND"),
  resultExport: invalid("taskId", "EVALUATION_RESULT_EXPORT_NOT_FOUND"),
  createCompression: {
    ...invalid("sourceModelId", "MODEL_VERSION_NOT_COMPRESSIBLE"),
    ...invalid("modelSetId", "MODEL_NOT_FOUND"),
  },
  compression: invalid("modelCompTaskId", "COMPRESSION_TASK_NOT_FOUND"),
  cancelCompression: invalid("modelCompTaskId", "COMPRESSION_TASK_NOT_CANCELLABLE"),
  createModelExport: invalid("modelId", "MODEL_VERSION_NOT_EXPORTABLE"),
  trainTask: invalid("taskId", "TRAIN_TASK_NOT_FOUND"),
  trainTasks: { ...invalid("jobId", "TRAIN_JOB_NOT_FOUND"), ...marker },
  datasetVersion: invalid("versionId", "DATASET_VERSION_NOT_FOUND"),
} satisfies Record<string, Refusals>;
