import {
  FINAL_TRAIN_TASK_STATES,
  type TrainCheckpoint,
  type TrainJobRecord,
  type TrainTaskRecord,
  type TrainTaskState,
} from "../../../../domain/index.ts";
import {
  enumOf,
  type Faults,
  type Members,
  missing,
  namedValues,
  objectRead,
  read,
} from "../common.ts";
import { markerPage } from "./paging.ts";

const trainTaskState = enumOf<TrainTaskState>({
  WAITING: "Waiting",
  RUNNING: "Running",
  DONE: "Done",
  STOPPED: "Stopped",
  FAILED: "Failed",
});

/** DescribeFineTuningTask (lmo1afnju). `vdlLink` carries a token and is left out on purpose. */
export const trainTask = objectRead((answer, faults): TrainTaskRecord => {
  const metrics = read.object(answer.metrics);
  return {
    ...task(answer, faults),
    metrics: metrics && namedValues(metrics),
    checkpoints: read.objects(answer.checkpointList).map(checkpoint),
  };
});

/** DescribeFineTuningTasks: no item's members are known; those of the detail are looked for. */
export const trainTasks = markerPage("taskList", task);

/** DescribeFineTuningJobs (Dmo1adln5). */
export const trainJobs = markerPage("jobList", (item, faults): TrainJobRecord => {
  const id = read.stringId(item.jobId);
  if (id === null) missing("jobId", faults);
  return {
    id: id ?? "",
    name: read.text(item.name),
    description: read.text(item.description),
    baseModel: read.text(item.model),
    trainMode: read.text(item.trainMode),
    createdAt: read.time(item.createDate),
  };
});

function task(answer: Members, faults: Faults): TrainTaskRecord {
  const id = read.stringId(answer.taskId);
  if (id === null) missing("taskId", faults);
  const stateText = read.text(answer.runStatus);
  const state = trainTaskState(stateText);
  return {
    id: id ?? "",
    jobId: read.stringId(answer.jobId),
    jobName: read.text(answer.jobName),
    jobDescription: read.text(answer.jobDescription),
    baseModel: read.text(answer.model),
    trainMode: read.text(answer.trainMode),
    parameterScale: read.text(answer.parameterScale),
    state,
    stateText,
    isFinal: state !== null && FINAL_TRAIN_TASK_STATES.has(state),
    progress: read.text(answer.runProgress) || null,
    createdAt: read.time(answer.createDate),
    finishedAt: read.time(answer.finishDate),
  };
}

// An item has a step among its members; how it is called is not known (lmo1afnju).
function checkpoint(item: Members): TrainCheckpoint {
  const name = ["checkpointStep", "step"].find((member) => read.integer(item[member]) !== null);
  const others = Object.entries(item).filter(([member]) => member !== name);
  return {
    step: name === undefined ? null : read.integer(item[name]),
    values: namedValues(Object.fromEntries(others)),
  };
}
