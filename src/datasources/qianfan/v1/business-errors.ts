import type { BusinessErrors } from "../http/business-errors.ts";

/** modelDetail. 10001 is documented for the same condition on publishTrainModel. */
export const modelErrors: BusinessErrors = { "10001": "MODEL_NOT_FOUND" };

/** modelVersionDetail (api-125401760). */
export const versionErrors: BusinessErrors = { "70102": "MODEL_VERSION_NOT_FOUND" };

/** publishTrainModel (api-125406462). */
export const publishErrors: BusinessErrors = {
  "10001": "MODEL_NOT_FOUND",
  "21002": "TRAIN_TASK_NOT_READY",
  "70101": "MODEL_NAME_TAKEN",
  "70114": "TRAIN_TASK_UNREADABLE",
  "70115": "TRAIN_FILES_BROKEN",
  "70118": "ALREADY_PUBLISHED",
  "70128": "MODEL_IS_IMPORTED",
  "70130": "MODEL_TYPE_MISMATCH",
  "70131": "MODEL_NAME_EMPTY",
};

/** eval/create, which names the judge's `prompt.metric` so. */
export const createErrors: BusinessErrors = {
  "500001 param[metrics] invalid": "EVALUATION_METRIC_INVALID",
};

/**
 * The evaluation calls' error codes are not documented. An id is checked before it is sent, so a
 * refused `id` parameter can only mean that there is no such task.
 */
export const evaluationErrors: BusinessErrors = {
  "500001 param[id] invalid": "EVALUATION_TASK_NOT_FOUND",
};

/** eval/delete, eval/result/export and its info: assumed, as above. */
export const evaluationDeleteErrors: BusinessErrors = {
  "500001 param[evalIds] invalid": "EVALUATION_TASK_NOT_FOUND",
};
export const exportErrors: BusinessErrors = {
  ...evaluationErrors,
  "500001 param[resultIds] invalid": "EVALUATION_RESULT_NOT_FOUND",
};
export const exportInfoErrors: BusinessErrors = {
  "500001 param[exportID] invalid": "EVALUATION_RESULT_EXPORT_NOT_FOUND",
};
