import type { StoredTask } from "../store/task.ts";
import type { StoredUnit } from "../store/unit.ts";
import { standardAnswer } from "./standard-answer.ts";
import { byTaskId, taskOperation } from "./task-operation.ts";

export const evalDetail = taskOperation(byTaskId, (task) => {
  const { name, description, dataset, compute } = task.settings;
  return {
    evaluationId: task.evalId,
    name,
    description,
    state: task.state,
    evalUnits: task.units.map((unit, index) => unitAnswer(unit, messageOf(task, unit, index))),
    datasetId: String(dataset.datasetId),
    datasetName: dataset.datasetName,
    computeResourceConf: { ...compute, computeResourceId: "", cpu: 0, memory: 0 },
    evalStandardConf: standardAnswer(task),
  };
});

function unitAnswer(unit: StoredUnit, message: string) {
  return {
    modelVersionId: unit.modelVersionId,
    modelId: unit.modelId,
    modelName: unit.modelName,
    modelVersion: unit.modelVersion,
    modelSource: unit.modelSource,
    // The only text ever seen here, even inside a task that is done.
    state: "Editing",
    modelVersionDesc: unit.modelVersionDesc,
    message,
    modelTags: null,
  };
}

function messageOf({ state, progress, units }: StoredTask, unit: StoredUnit, index: number) {
  if (state === "Editing" || state === "Pending") return "";
  if (unit.failure !== null) return unit.failure;
  if (state !== "Doing") return "";
  const part = Math.min(Math.max(progress * units.length - index, 0), 1);
  return `推理中 ${Math.floor(part * 100)}%`;
}
