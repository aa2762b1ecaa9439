import type { BusinessErrorReason } from "../../../domain/index.ts";
import type { BusinessErrors } from "../http/business-errors.ts";

/**
 * Which code an unknown id gets is not known. `InappropriateJSON` with `param[<name>] invalid` is the one
 * refusal that has been seen (at `/v2/finetuning`). An id is checked before it is sent, so it can only
 * mean that there is no such object.
 */
const invalid = <Reason extends BusinessErrorReason>(
  name: string,
  reason: Reason,
): BusinessErrors => ({
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
} satisfies Record<string, BusinessErrors>;
