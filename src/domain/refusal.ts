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
