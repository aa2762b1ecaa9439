import {
  type EvaluationTaskRecord,
  type EvaluationTaskState,
  evaluationProgress,
  isFinalTaskState,
  isNumericId,
} from "../../../../domain/index.ts";
import { enumOf, missing, objectRead, read, readList, within } from "../../decode/coerce.ts";
import { resultDataset, standard, standardConf } from "./evaluation-standard.ts";
import { unit } from "./evaluation-unit.ts";

const taskState = enumOf<EvaluationTaskState>({
  EDITING: "Editing",
  PENDING: "Pending",
  DOING: "Doing",
  DOING_WITH_MANUAL_BEGIN: "DoingWithManualBegin",
  DOING_WITH_METRICS_CALCULATING: "DoingWithMetricsCalculating",
  STOPPING: "Stopping",
  DONE: "Done",
  PARTLY_DONE: "PartlyDone",
  // The SDK writes the one, the page of eval/detail the other.
  FAILED: ["Failed", "Fail"],
  STOPPED: "Stopped",
});

/** eval/detail: a task, its settings, and what is said of each version. */
export const evaluation = objectRead<EvaluationTaskRecord>((answer, faults) => {
  const [id, anyId] = [read.stringId(answer.evaluationIdStr), read.anyId(answer.evaluationId)];
  if (id === null && anyId === null) missing("evaluationId", faults);
  const stateText = read.text(answer.state);
  const state = taskState(stateText);
  const compute = read.object(answer.computeResourceConf);
  const given = read.object(answer.evalStandardConf);
  const conf = given && standardConf(given);
  const [datasetId, datasetNumber] = [
    read.stringId(answer.datasetIdStr),
    read.digits(answer.datasetId),
  ];
  const units = readList(answer.evalUnits, unit, within("evalUnits", faults));
  return {
    // evaluationId is known to echo the form it was asked by.
    id: id ?? anyId ?? "",
    numericId: anyId !== null && isNumericId(anyId) ? anyId : null,
    name: read.text(answer.name),
    description: read.text(answer.description),
    state,
    stateText,
    isFinal: isFinalTaskState(state),
    kind: null,
    kindText: null,
    dataset:
      datasetId === null && datasetNumber === null
        ? null
        : {
            datasetId: datasetId ?? datasetNumber,
            numericId: datasetNumber,
            name: read.text(answer.datasetName),
          },
    compute: compute && {
      vmType: read.integer(compute.vmType),
      vmCount: read.integer(compute.vmNumber),
      resourceId: read.stringId(compute.computeResourceId),
      cpu: read.number(compute.cpu),
      memory: read.number(compute.memory),
    },
    standard: conf && standard(conf),
    units,
    progress: evaluationProgress({ state, units }),
    resultDataset: conf && resultDataset(conf),
    createdAt: null,
    updatedAt: null,
  };
});
