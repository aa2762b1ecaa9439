import { z } from "zod";
import { downloadAddress } from "../../http/download.ts";
import type { ExportState } from "../../life/export-life.ts";
import { EXPORT_CONTENTS, type StoredResultExport } from "../../store/result-export.ts";
import { action, id } from "../action.ts";
import { invalidParam } from "../errors.ts";

const create = z
  .object({
    evalId: id,
    storageType: z.enum(["sysStorage", "BOS"]).default("sysStorage"),
    bucket: z.string().min(1).optional(),
    exportContent: z.array(z.enum([...EXPORT_CONTENTS, "system"])).min(1),
  })
  .refine(({ storageType, bucket }) => storageType !== "BOS" || bucket !== undefined, {
    path: ["bucket"],
  });

/** Starts an export of all results; one of a task without results ends in `Failed`. */
export const createEvalResultExportTask = action(create, (input, registry) => {
  const task = registry.tasks.get(input.evalId);
  if (!task) throw invalidParam("evalId");
  const toBucket = input.storageType === "BOS";
  const made = registry.addResultExport({
    task,
    exportType: toBucket ? "storage" : "local",
    volumeId: toBucket ? input.bucket : undefined,
    contents: input.exportContent,
  });
  return { taskId: made.id.text };
});

export const describeEvalResultExportTask = action(
  z.object({ taskId: id }),
  ({ taskId }, { resultExports }, origin) => {
    const found = resultExports.get(taskId);
    if (!found) throw invalidParam("taskId");
    const { id, state, settings } = found;
    return {
      taskId: id.text,
      evalId: settings.task.evalIdStr,
      exportContent: settings.contents,
      state: STATES[state],
      storageType: settings.exportType === "storage" ? "BOS" : "sysStorage",
      ...(state === "Done" && place(found, origin)),
    };
  },
);

const STATES: Readonly<Record<ExportState, string>> = {
  Pending: "Queued",
  Uploading: "Running",
  Done: "Succeeded",
  Fail: "Failed",
};

/** A link from the platform's storage, a path in a bucket. Both names are likely, not read. */
function place(found: StoredResultExport, origin: string) {
  const { exportType, volumeId } = found.settings;
  if (exportType === "local") return { downloadUrl: origin + downloadAddress(found) };
  return { storagePath: `bos:/${volumeId}/${found.path}` };
}
