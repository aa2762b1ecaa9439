import { reportEntry } from "../../report/entry.ts";
import { byTaskId, taskAction } from "./by-task.ts";

/** One entry for each version with results. V1's report, and a name of which no form is known. */
export const describeEvalTaskReport = taskAction(byTaskId, (task, _, { account }) =>
  task.evaluatedUnits.map((unit) => ({
    taskId: task.evalIdStr,
    taskName: task.settings.name,
    modelId: unit.modelVersionIdStr,
    inferDatasetId: unit.inferDataset.id,
    evalObjectType: "model",
    evalMode: task.settings.standard.evalMode,
    effectMetric: {
      ...reportEntry(task, unit, account.userId).effectMetric,
      gsbDistribution: null,
    },
  })),
);
