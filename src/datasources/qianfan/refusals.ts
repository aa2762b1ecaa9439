/** Why Qianfan declines something it understood: business as usual, not a fault. */
export type RefusalReason =
  | "MODEL_NOT_FOUND"
  | "MODEL_VERSION_NOT_FOUND"
  | "EVALUATION_TASK_NOT_FOUND"
  | "MODEL_NAME_TAKEN"
  | "MODEL_NAME_EMPTY"
  | "MODEL_IS_IMPORTED"
  | "MODEL_TYPE_MISMATCH"
  | "TRAIN_TASK_NOT_READY"
  | "TRAIN_TASK_UNREADABLE"
  | "TRAIN_FILES_BROKEN"
  | "ALREADY_PUBLISHED"
  | "EVALUATION_METRIC_INVALID"
  | "EVALUATION_TASK_NOT_STOPPABLE"
  | "EVALUATION_RESULT_NOT_FOUND"
  | "EVALUATION_RESULT_EXPORT_NOT_FOUND"
  | "MODEL_IS_PRESET"
  | "NOT_DELETED";

/** An upstream refusal, as an operation's row in the table of operations declares it. */
export type Refusals = Readonly<Record<string, RefusalReason>>;

/** modelDetail. 10001 is documented for the same condition on publishTrainModel. */
export const modelRefusals: Refusals = { "10001": "MODEL_NOT_FOUND" };

/** modelVersionDetail (api-125401760). */
export const versionRefusals: Refusals = { "70102": "MODEL_VERSION_NOT_FOUND" };

/** publishTrainModel (api-125406462). */
export const publishRefusals: Refusals = {
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
export const createRefusals: Refusals = {
  "500001 param[metrics] invalid": "EVALUATION_METRIC_INVALID",
};

/**
 * The evaluation calls' error codes are not documented. An id is checked before it is sent, so a
 * refused `id` parameter can only mean that there is no such task.
 */
export const evaluationRefusals: Refusals = {
  "500001 param[id] invalid": "EVALUATION_TASK_NOT_FOUND",
};

/** eval/delete, eval/result/export and its info: assumed, as above. */
export const evaluationDeleteRefusals: Refusals = {
  "500001 param[evalIds] invalid": "EVALUATION_TASK_NOT_FOUND",
};
export const exportRefusals: Refusals = {
  ...evaluationRefusals,
  "500001 param[resultIds] invalid": "EVALUATION_RESULT_NOT_FOUND",
};
export const exportInfoRefusals: Refusals = {
  "500001 param[exportID] invalid": "EVALUATION_RESULT_EXPORT_NOT_FOUND",
};

/** Thrown when Qianfan refused; loaders turn it into null, mutations into a user error. */
export class Refusal extends Error {
  override readonly name = "Refusal";

  constructor(
    readonly reason: RefusalReason,
    /** Qianfan's own words. */
    message: string,
    readonly requestId: string | null,
  ) {
    super(message);
  }
}

/** Why an operation declines, when a code of its own says so: the code, or the code with its words. */
export function reasonFor(
  error: { readonly code: string | null; readonly message: string },
  refusals: Refusals,
): RefusalReason | undefined {
  const names = [`${error.code}`, `${error.code} ${error.message}`];
  const name = names.find((name) => Object.hasOwn(refusals, name));
  return name === undefined ? undefined : refusals[name];
}
