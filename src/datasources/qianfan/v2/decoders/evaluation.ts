import {
  type EvaluationKind,
  type EvaluationTaskRecord,
  type EvaluationTaskState,
  type EvaluationUnitRecord,
  evaluationProgress,
  isFinalTaskState,
  type ListedEvaluationRecord,
} from "../../../../domain/index.ts";
import { enumOf, type Members, missing, objectRead, read } from "../common.ts";
import { standard } from "./evaluation-config.ts";
import { markerPage } from "./paging.ts";
import { bucketPath } from "./storage.ts";

const taskState = enumOf<EvaluationTaskState>({
  PENDING: "Queued",
  DOING: "Running",
  DOING_WITH_MANUAL_BEGIN: "RunningWithManualBegin",
  DOING_WITH_METRICS_CALCULATING: "RunningWithMetricsCalculating",
  STOPPING: "Stopping",
  // The page's table writes it so (qmm4v8csa).
  DONE: ["Succeeded", "Successed"],
  // All failed, or some: V1's PartlyDone is not told apart.
  FAILED: "Failed",
  STOPPED: "Stopped",
  // V1's word: no page of V2 has one for it.
  EDITING: "Editing",
  PARTLY_DONE: null,
});

const evaluationKind = enumOf<EvaluationKind>({
  AUTOMATIC: "auto",
  MANUAL: "manual",
});

/** DescribeEvalTask (zm17h9pu4, qmm4v8csa). */
export const evaluation = objectRead((answer, faults): EvaluationTaskRecord => {
  const id = read.stringId(answer.taskId);
  if (id === null) missing("taskId", faults);
  const stateText = read.text(answer.state);
  const state = taskState(stateText);
  const config = read.object(answer.evalConfig);
  const models = read.object(read.object(answer.evalObjectConfig)?.evalModelConfig);
  const datasetId = read.stringId(models?.versionId);
  const settings = config && standard(config);
  const evaluated = units(models ?? {}, read.objects(answer.inferDatasetList));
  return {
    id: id ?? "",
    numericId: null,
    name: read.text(answer.taskName),
    description: read.text(answer.description),
    ...kindOf(answer, settings?.modes ?? []),
    state,
    stateText,
    isFinal: isFinalTaskState(state),
    // The name is told by DescribeDatasetVersion.
    dataset: datasetId === null ? null : { datasetId, numericId: null },
    compute: null,
    standard: settings,
    units: evaluated,
    progress: evaluationProgress({ state, units: evaluated }),
    resultDataset: null,
    createdAt: read.time(answer.createTime),
    updatedAt: read.time(answer.updateTime),
  };
});

/** DescribeEvalTasks (wmm4ts6t5). An item has no state: that is told by DescribeEvalTask. */
export const evaluations = markerPage("evalTaskList", (item, faults): ListedEvaluationRecord => {
  const id = read.stringId(item.taskId);
  if (id === null) missing("taskId", faults);
  return {
    id: id ?? "",
    numericId: null,
    name: read.text(item.taskName),
    description: read.text(item.description),
    ...kindOf(item, []),
    createdAt: read.time(item.createTime),
  };
});

// The page has evalType, the answer of the SDK branch lacks it: the modes tell it too.
function kindOf({ evalType }: Members, modes: readonly string[]) {
  const kindText = read.text(evalType);
  if (kindText !== null || modes.length === 0) return { kind: evaluationKind(kindText), kindText };
  return { kind: modes.includes("MANUAL") ? "MANUAL" : "AUTOMATIC", kindText } as const;
}

/** What is said of each version, and the data set of its answers: by version, else by position. */
function units(models: Members, datasets: readonly Members[]): EvaluationUnitRecord[] {
  const { bucket, path } = bucketPath(models.storagePath);
  const left = [...datasets];
  const list = read.objects(models.evalModelConfigList);
  const named = list.map(({ modelId }) => {
    // Each is taken once: a version may stand twice.
    const at = left.findIndex((dataset) => dataset.modelId === modelId);
    return at < 0 ? undefined : left.splice(at, 1)[0];
  });
  return list.map((unit, index) => {
    const at = datasets[index];
    const found = named[index] ?? (at?.modelId === undefined ? at : undefined);
    const datasetId = read.stringId(found?.inferDatasetId);
    const modelVersionId = read.stringId(unit.modelId);
    return {
      unitId: null,
      state: null,
      message: null,
      tags: null,
      modelVersion: modelVersionId === null ? null : { id: modelVersionId },
      promptTemplate: read.text(unit.promptTemplate) || null,
      inferenceDataset: datasetId === null ? null : { ...ONLY_ID, datasetId, bucket, path },
      isBaseline: read.boolean(unit.isBaseline),
      inferenceParameters: read.object(unit.params),
    };
  });
}

/** The name is told by DescribeDatasetVersion. */
export const ONLY_ID = { state: null, stateText: null, errorMessage: null } as const;
