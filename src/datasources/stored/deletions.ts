import { z } from "zod";
import type { Deletion } from "../deletions.ts";
import { Refusal, type RefusalReason } from "../qianfan/refusals.ts";
import { modelRef, oneOf, text } from "./values.ts";

/** What is kept of an object that is gone: what it was called. */
export interface DeletedObject {
  readonly id: string;
  readonly numericId: string | null;
  readonly name?: string | null | undefined;
  readonly version?: string | null | undefined;
  readonly model?: z.output<typeof modelRef> | null | undefined;
}

const object = z.object({
  id: z.string(),
  numericId: text,
  name: text.optional(),
  version: text.optional(),
  model: modelRef.nullable().optional(),
});

const refusal = z
  .object({
    reason: oneOf<RefusalReason>({
      MODEL_NOT_FOUND: true,
      MODEL_VERSION_NOT_FOUND: true,
      EVALUATION_TASK_NOT_FOUND: true,
      MODEL_NAME_TAKEN: true,
      MODEL_NAME_EMPTY: true,
      MODEL_IS_IMPORTED: true,
      MODEL_TYPE_MISMATCH: true,
      TRAIN_TASK_NOT_READY: true,
      TRAIN_TASK_UNREADABLE: true,
      TRAIN_FILES_BROKEN: true,
      ALREADY_PUBLISHED: true,
      EVALUATION_METRIC_INVALID: true,
      EVALUATION_TASK_NOT_STOPPABLE: true,
      EVALUATION_RESULT_NOT_FOUND: true,
      EVALUATION_RESULT_EXPORT_NOT_FOUND: true,
      MODEL_IS_PRESET: true,
      NOT_DELETED: true,
    }),
    message: z.string(),
    requestId: text,
  })
  .transform(({ reason, message, requestId }) => new Refusal(reason, message, requestId));

export const storedDeletions: z.ZodType<Deletion<DeletedObject>[]> = z.array(
  z.object({
    id: z.string(),
    outcome: z.enum(["DELETED", "WOULD_BE_DELETED", "NOT_FOUND", "NOT_DELETED"]),
    found: object.nullable(),
    refusal: refusal.nullable(),
  }),
);

/** What is kept of deletions, as JSON; null where nothing was deleted. */
export function deletionsToStore(deletions: readonly Deletion<DeletedObject>[]): object | null {
  if (!deletions.some(({ outcome }) => outcome === "DELETED")) return null;
  return deletions.map(({ id, outcome, found, refusal: reason }) => ({
    ...{ id, outcome },
    found: found && object.parse(found),
    refusal: reason && {
      reason: reason.reason,
      message: reason.message,
      requestId: reason.requestId,
    },
  }));
}
