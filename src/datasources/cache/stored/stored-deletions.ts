import { z } from "zod";
import { BusinessError, REFUSAL_REASONS } from "../../../domain/index.ts";
import type { Deletion } from "../../writes/deletions.ts";
import { modelRef, text } from "./values.ts";

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
    reason: z.enum(REFUSAL_REASONS),
    message: z.string(),
    requestId: text,
  })
  .transform(({ reason, message, requestId }) => new BusinessError(reason, message, requestId));

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
