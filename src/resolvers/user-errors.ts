import type { Language } from "../domain/errors.ts";
import { BusinessError, type BusinessErrorReason } from "../domain/index.ts";
import { type UserError, userError } from "../types/user-error.ts";

/** The argument each reason is about. */
type Fields = Readonly<Partial<Record<BusinessErrorReason, readonly string[]>>>;

const FIELDS: Fields = {
  MODEL_NOT_FOUND: ["input", "modelId"],
  MODEL_NAME_TAKEN: ["input", "modelName"],
  MODEL_NAME_EMPTY: ["input", "modelName"],
  MODEL_IS_IMPORTED: ["input", "modelId"],
  MODEL_TYPE_MISMATCH: ["input", "modelId"],
  TRAIN_TASK_NOT_READY: ["input", "trainTaskId"],
  TRAIN_TASK_UNREADABLE: ["input", "trainTaskId"],
  TRAIN_FILES_BROKEN: ["input", "trainTaskId"],
  ALREADY_PUBLISHED: ["input", "trainTaskId"],
  MODEL_NAME_REFUSED: ["input", "modelName"],
  TRAIN_TASK_REFUSED: ["input", "trainTaskId"],
  TRAIN_CHECKPOINT_REFUSED: ["input", "step"],
  DATASET_VERSION_NOT_FOUND: ["input", "datasetId"],
  MODEL_VERSION_NOT_FOUND: ["input", "versions"],
  EVALUATION_METRIC_INVALID: ["input", "judge", "prompt", "metric"],
  EVALUATION_TASK_NOT_FOUND: ["id"],
  EVALUATION_TASK_NOT_STOPPABLE: ["id"],
};

/** A mutation's payload; where Qianfan declines, one without an object and with the reason. */
export async function withUserErrors<Payload extends { userErrors: UserError[] }>(
  language: Language,
  mutate: () => Promise<Payload>,
  fields: Fields = FIELDS,
): Promise<Payload | { userErrors: UserError[] }> {
  try {
    return await mutate();
  } catch (error) {
    if (!(error instanceof BusinessError)) throw error;
    return { userErrors: [userError(error, fields[error.reason] ?? null, language)] };
  }
}
