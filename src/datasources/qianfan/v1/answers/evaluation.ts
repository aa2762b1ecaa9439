import {
  type EvaluationTaskRecord,
  isFinalTaskState,
  isNumericId,
} from "../../../../domain/index.ts";
import { missing, objectRead, oneOf, read, readList, within } from "../../decode/lenient.ts";
import { resultDataset, standard, standardConf } from "./evaluation-standard.ts";
import { unit } from "./evaluation-unit.ts";

const taskState = oneOf({
  Editing: "EDITING",
  Pending: "PENDING",
  Doing: "DOING",
  DoingWithManualBegin: "DOING_WITH_MANUAL_BEGIN",
  DoingWithMetricsCalculating: "DOING_WITH_METRICS_CALCULATING",
  Stopping: "STOPPING",
  Done: "DONE",
  PartlyDone: "PARTLY_DONE",
  // The SDK writes the one, the page of eval/detail the other.
  Failed: "FAILED",
  Fail: "FAILED",
  Stopped: "STOPPED",
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
    units: readList(answer.evalUnits, unit, within("evalUnits", faults)),
    resultDataset: conf && resultDataset(conf),
    createdAt: null,
    updatedAt: null,
  };
});
