import type { TaskState } from "../life/task-life.ts";
import type { StoredTask } from "../store/task.ts";
import type { StoredUnit } from "../store/unit.ts";
import { standardAnswer } from "./standard-answer.ts";
import { byTaskId, taskOperation } from "./task-operation.ts";

export const evalDetail = taskOperation(byTaskId, (task) => {
  const { name, description, dataset, compute } = task.settings;
  const named = task.year !== 2023;
  return {
    evaluationId: task.evalId,
    ...(named && { evaluationIdStr: task.evalIdStr }),
    name,
    description,
    state: task.state,
    evalUnits: task.units.map((unit) => unitAnswer(unit, task)),
    datasetId: dataset.datasetId,
    ...(named && { datasetIdStr: dataset.datasetIdStr }),
    datasetName: dataset.datasetName,
    computeResourceConf: { ...compute, computeResourceId: "", cpu: 0, memory: 0 },
    evalStandardConf: standardAnswer(task),
  };
});

function unitAnswer(unit: StoredUnit, task: StoredTask) {
  const failure = hasBegun(task) ? unit.failure : null;
  return {
    modelVersionId: unit.modelVersionId,
    modelId: unit.modelId,
    modelName: unit.modelName,
    modelVersion: unit.modelVersion,
    modelSource: unit.modelSource,
    state: failure === null ? UNIT_STATE[task.state] : "Failed",
    modelVersionDesc: unit.modelVersionDesc,
    message: failure ?? "",
    modelTags: null,
    ...(task.year !== 2023 && {
      modelVersionIdStr: unit.modelVersionIdStr,
      modelIdStr: unit.modelIdStr,
      evalUnitId: unit.evalUnitId,
      modelForm: "model",
      createNewInferDataset: true,
      ...inferDatasetAnswer(unit, task, failure),
      prompt: promptAnswer(unit),
    }),
  };
}

function inferDatasetAnswer(unit: StoredUnit, task: StoredTask, failure: string | null) {
  const { storage } = unit.settings;
  const isThere = failure === null && hasAnswers(task);
  return {
    inferDatasetId: isThere ? unit.inferDataset.id : "",
    inferDatasetState: isThere ? "success" : "pending",
    inferDatasetName: isThere ? unit.inferDataset.name : "",
    inferDatasetStorageType: storage ? "usrBos" : "sysBos",
    inferDatasetStorageId: storage?.bucket ?? "",
    inferDatasetRawPath: storage?.path ?? "",
    inferDatasetErrMsg: failure ?? "",
  };
}

function promptAnswer({ settings: { prompt } }: StoredUnit) {
  return { enable: false, ...prompt };
}

function hasBegun({ state }: StoredTask): boolean {
  return state !== "Editing" && state !== "Pending";
}

/** The answers are there while the task is still `Doing`: then they are scored. */
function hasAnswers({ state, progress }: StoredTask): boolean {
  return state === "Doing" ? progress > SHARE_OF_ANSWERING : WITH_ANSWERS.has(state);
}

const SHARE_OF_ANSWERING = 0.5;

const WITH_ANSWERS: ReadonlySet<TaskState> = new Set([
  "DoingWithManualBegin",
  "DoingWithMetricsCalculating",
  "Done",
  "PartlyDone",
]);

const UNIT_STATE: Record<TaskState, string> = {
  Editing: "Editing",
  Pending: "Editing",
  Doing: "Doing",
  DoingWithManualBegin: "Doing",
  DoingWithMetricsCalculating: "Doing",
  Stopping: "Doing",
  Done: "Done",
  PartlyDone: "Done",
  Failed: "Failed",
  Stopped: "Stopped",
};
