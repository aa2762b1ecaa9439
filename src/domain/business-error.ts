import type { Localized } from "./errors.ts";

/** Why Qianfan declines something it understood: business as usual, not a fault. */
export const REFUSAL_REASONS = [
  "MODEL_NOT_FOUND",
  "MODEL_VERSION_NOT_FOUND",
  "EVALUATION_TASK_NOT_FOUND",
  "MODEL_NAME_TAKEN",
  "MODEL_NAME_EMPTY",
  "MODEL_IS_IMPORTED",
  "MODEL_TYPE_MISMATCH",
  "TRAIN_TASK_NOT_READY",
  "TRAIN_TASK_UNREADABLE",
  "TRAIN_FILES_BROKEN",
  "ALREADY_PUBLISHED",
  "EVALUATION_METRIC_INVALID",
  "EVALUATION_TASK_NOT_STOPPABLE",
  "EVALUATION_RESULT_NOT_FOUND",
  "EVALUATION_RESULT_EXPORT_NOT_FOUND",
  "MODEL_IS_PRESET",
  "NOT_DELETED",
  /** It may be taken; V2's code for that is not known. */
  "MODEL_NAME_REFUSED",
  /** Not there, not done, of another type, or published already: V2 has one code for all. */
  "TRAIN_TASK_REFUSED",
  "TRAIN_CHECKPOINT_REFUSED",
  "TRAIN_JOB_NOT_FOUND",
  "TRAIN_TASK_NOT_FOUND",
  "DATASET_VERSION_NOT_FOUND",
  "COMPRESSION_TASK_NOT_FOUND",
  /** Not there, or ended already. */
  "COMPRESSION_TASK_NOT_CANCELLABLE",
  /** Not there, or it cannot be compressed. */
  "MODEL_VERSION_NOT_COMPRESSIBLE",
  /** Not there, not the account's own, or not ready. */
  "MODEL_VERSION_NOT_EXPORTABLE",
  /** The item that a page of a list begins at is gone. */
  "MARKER_NOT_FOUND",
] as const;

export type BusinessErrorReason = (typeof REFUSAL_REASONS)[number];

/** Thrown when Qianfan refused; loaders turn it into null, mutations into a user error. */
export class BusinessError extends Error {
  override readonly name = "BusinessError";

  constructor(
    readonly reason: BusinessErrorReason,
    /** Qianfan's own words. */
    message: string,
    readonly requestId: string | null,
    /** What stays behind of a write of several steps. */
    readonly left?: Localized,
  ) {
    super(message);
  }
}
