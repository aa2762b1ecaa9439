import { z } from "zod";
import { invalidParameter } from "../errors.ts";
import { resultRows } from "../report/rows.ts";
import { EXPORT_CONTENTS } from "../store/result-export.ts";
import type { StoredTask } from "../store/task.ts";
import { anyId } from "./operation.ts";
import { taskOperation } from "./task-operation.ts";

const request = z.object({
  id: anyId,
  exportType: z.enum(["local", "storage"]),
  exportOpt: z.enum(["total", "part"]),
  exportContent: z.array(z.enum(EXPORT_CONTENTS)).min(1),
  volumeId: z.string().min(1).optional(),
  resultIds: z.array(z.string()).min(1).optional(),
});

type Request = z.output<typeof request>;

/** Starts an export; one of a task without results ends in `Fail`. */
export const evalResultExport = taskOperation(request, (task, input, registry) => {
  const { exportType, exportContent, volumeId } = input;
  if (exportType === "storage" && !volumeId) throw invalidParameter("volumeId");
  const { id } = registry.addResultExport({
    task,
    exportType,
    volumeId: exportType === "storage" ? volumeId : undefined,
    contents: exportContent,
    resultIds: input.exportOpt === "part" ? chosenResults(task, input) : undefined,
  });
  return { exportID: id.numeric, exportIDStr: id.text };
});

function chosenResults(task: StoredTask, { resultIds = [] }: Request): readonly string[] {
  const known = new Set(resultRows(task).map(({ id }) => id));
  if (resultIds.length === 0 || !resultIds.every((id) => known.has(id))) {
    throw invalidParameter("resultIds");
  }
  return resultIds;
}
