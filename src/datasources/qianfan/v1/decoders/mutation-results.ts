import { z } from "zod";
import { type DeletionFailures, NO_FAILURES } from "../../api.ts";
import { digits, identified, stringId, text } from "../../decode/coerce.ts";

/** publishTrainModel: what was made. `modelIDStr` is spelled so in this answer alone. */
export const published = identified(
  z.object({
    modelId: digits,
    modelIDStr: stringId,
    modelIdStr: stringId,
    version: text,
    versionId: digits,
    versionIdStr: stringId,
  }),
  "versionIdStr",
  "versionId",
).transform((answer) => ({
  model: known(answer.modelIDStr ?? answer.modelIdStr, answer.modelId),
  modelVersion: {
    ...known(answer.versionIdStr, answer.versionId),
    ...(answer.version === null ? {} : { version: answer.version }),
  },
}));

/** eval/create: the task that was started. */
export const createdEvaluation = identified(
  z.object({ evalId: digits, evalIdStr: stringId }),
  "evalIdStr",
  "evalId",
).transform((answer) => known(answer.evalIdStr, answer.evalId));

/** eval/result/export: the export that was started. */
export const startedExport = identified(
  z.object({ exportID: digits, exportIDStr: stringId }),
  "exportIDStr",
  "exportID",
).transform((answer) => known(answer.exportIDStr, answer.exportID));

/** eval/cancel: a success may still say that nothing was stopped. */
export const stopOutcome = z
  .object({ result: z.boolean(), errorMessage: text })
  .transform((answer) => ({ stopped: answer.result, reason: answer.errorMessage || null }));

/** The three batch deletions: any result at all means that they were done. */
export const deleted = z.unknown().transform((): DeletionFailures => NO_FAILURES);

function known(id: string | null, numericId: string | null) {
  return {
    ...(id === null ? {} : { id }),
    ...(numericId === null ? {} : { numericId }),
  };
}
