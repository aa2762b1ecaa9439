import type { Action } from "./action.ts";
import { describeDatasetVersion } from "./dataset/version.ts";
import { createEvalTask } from "./eval/create-task.ts";
import { createEvalResultExportTask, describeEvalResultExportTask } from "./eval/exports.ts";
import { describeEvalObjects } from "./eval/objects.ts";
import { describeEvalTaskReport } from "./eval/report.ts";
import { deleteEvalTask, modifyEvalTask, stopEvalTask } from "./eval/task-changes.ts";
import { describeEvalTask } from "./eval/task-detail.ts";
import { describeEvalTasks } from "./eval/task-list.ts";
import {
  describeFineTuningJobs,
  describeFineTuningTask,
  describeFineTuningTasks,
} from "./finetuning/jobs.ts";
import {
  cancelModelCompTask,
  createModelCompTask,
  deleteModelCompTask,
  describeModelCompTask,
  describeModelCompTasks,
} from "./model/comp-tasks.ts";
import { createCustomModel } from "./model/create-model.ts";
import { createCustomModelSet } from "./model/create-model-set.ts";
import { deleteModel, deleteModelSet } from "./model/deletes.ts";
import { createModelExportTask, describeModelExportTask } from "./model/exports.ts";
import {
  describeCustomModelSets,
  describeModelSet,
  describeSystemModelSet,
  describeSystemModelSets,
} from "./model/model-sets.ts";
import { describeModel, describeSystemModel } from "./model/models.ts";

/** Every action, by path and by the query's `Action`. */
export const ACTIONS: ReadonlyMap<string, ReadonlyMap<string, Action>> = new Map([
  [
    "/v2/model",
    new Map([
      ["CreateCustomModelSet", createCustomModelSet],
      ["DescribeModelSet", describeModelSet],
      ["DescribeSystemModelSet", describeSystemModelSet],
      ["DescribeCustomModelSets", describeCustomModelSets],
      ["DescribeSystemModelSets", describeSystemModelSets],
      ["DeleteModelSet", deleteModelSet],
      ["CreateCustomModel", createCustomModel],
      ["DescribeModel", describeModel],
      ["DescribeSystemModel", describeSystemModel],
      ["DeleteModel", deleteModel],
      ["CreateModelCompTask", createModelCompTask],
      ["DescribeModelCompTask", describeModelCompTask],
      ["DescribeModelCompTasks", describeModelCompTasks],
      ["CancelModelCompTask", cancelModelCompTask],
      ["DeleteModelCompTask", deleteModelCompTask],
      ["CreateModelExportTask", createModelExportTask],
      ["DescribeModelExportTask", describeModelExportTask],
    ]),
  ],
  [
    "/v2/eval",
    new Map([
      ["CreateEvalTask", createEvalTask],
      ["DescribeEvalTask", describeEvalTask],
      ["DescribeEvalTaskReport", describeEvalTaskReport],
      ["DescribeEvalTasks", describeEvalTasks],
      ["StopEvalTask", stopEvalTask],
      ["ModifyEvalTask", modifyEvalTask],
      ["DeleteEvalTask", deleteEvalTask],
      ["DescribeEvalObjects", describeEvalObjects],
      ["CreateEvalResultExportTask", createEvalResultExportTask],
      ["DescribeEvalResultExportTask", describeEvalResultExportTask],
    ]),
  ],
  [
    "/v2/finetuning",
    new Map([
      ["DescribeFineTuningTask", describeFineTuningTask],
      ["DescribeFineTuningTasks", describeFineTuningTasks],
      ["DescribeFineTuningJobs", describeFineTuningJobs],
    ]),
  ],
  ["/v2/dataset", new Map([["DescribeDatasetVersion", describeDatasetVersion]])],
]);
