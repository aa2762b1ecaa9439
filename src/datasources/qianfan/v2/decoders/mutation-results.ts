import { type Faults, missing, read, transform } from "../common.ts";

type Id = { readonly id: string };

/** CreateCustomModelSet: the pages say a bare string (Pmnij91ff), the SDK branch after a live run an object. */
export const createdModel = transform((result, faults): Id => idIn(result, "modelSetId", faults));

/** CreateCustomModel: the SDK branch has an object; sibling pages have bare strings (Mmnijpuh3). */
export const createdVersion = transform((result, faults) => {
  const modelId =
    typeof result === "string" ? null : read.stringId(read.object(result)?.modelSetId);
  return {
    model: modelId === null ? null : { id: modelId },
    modelVersion: idIn(result, "modelId", faults),
  };
});

/** CreateEvalTask: five pages take the id from the result itself. */
export const createdEvaluation = transform((result, faults): Id => idIn(result, "taskId", faults));

/** CreateEvalResultExportTask (dm4t9a930 names the member). */
export const createdResultExport = transform(
  (result, faults): Id => idIn(result, "taskId", faults),
);

/** CreateModelCompTask: a bare string (Amwbl47el). */
export const createdCompression = transform((result, faults): Id => idIn(result, "id", faults));

/** CreateModelExportTask (Qlw02q2x4). */
export const createdModelExport = transform(
  (result, faults): Id => idIn(result, "exportId", faults),
);

/** The result is `{}` where it is known; of DeleteModel and of the compression's two it is not. */
export const done = transform(() => null);

/** A result that is the id, or an object that has it under its name. */
function idIn(result: unknown, name: string, faults: Faults): Id {
  const given = typeof result === "string" ? result : read.object(result)?.[name];
  const id = read.stringId(given);
  if (id === null) missing(name, faults);
  return { id: id ?? "" };
}
