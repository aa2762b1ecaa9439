import {
  type CompressionSettings,
  type CompressionState,
  type CompressionStrategy,
  type CompressionTaskRecord,
  FINAL_COMPRESSION_STATES,
} from "../../../../domain/index.ts";
import { enumOf, type Faults, type Members, missing, objectRead, read } from "../common.ts";
import { markerPage } from "./paging.ts";

const compressionState = enumOf<CompressionState>({
  CREATING: "creating",
  RUNNING: "running",
  SUCCEEDED: "succeeded",
  FAILED: "failed",
  STOPPING: "stopping",
  STOPPED: "stopped",
});

const strategy = enumOf<CompressionStrategy>({
  QUANTIZATION: "Quantization",
  SPARSITY: "Sparsity",
});

/** DescribeModelCompTask (ylxcncgpi, Emm4awfhv). */
export const compression = objectRead(
  (answer, faults): CompressionTaskRecord => ({
    ...task(answer, faults),
    failureReason: read.text(answer.failedReason) || null,
    settings: settings(read.object(answer.config)),
  }),
);

/** DescribeModelCompTasks (wlxcnboaq, Smm3enx6b): without the reason and the settings. */
export const compressions = markerPage("modelCompTaskList", task);

function task(answer: Members, faults: Faults): CompressionTaskRecord {
  const id = read.stringId(answer.id);
  if (id === null) missing("id", faults);
  const stateText = read.text(answer.status);
  const state = compressionState(stateText);
  return {
    id: id ?? "",
    name: read.text(answer.name),
    description: read.text(answer.description),
    state,
    stateText,
    isFinal: state !== null && FINAL_COMPRESSION_STATES.has(state),
    sourceModelVersion: version(answer.sourceModelId),
    modelVersion: version(answer.modelId),
    createdAt: read.time(answer.createTime),
    finishedAt: finishTime(answer),
  };
}

// The pages tell of a finish time; every copy ends before its name (Emm4awfhv, Smm3enx6b).
function finishTime(answer: Members): Date | null {
  const name = Object.keys(answer).find((member) => /^finish/i.test(member));
  return name === undefined ? null : read.time(answer[name]);
}

function settings(config: Members | null): CompressionSettings | null {
  if (!config) return null;
  const strategyText = read.text(config.strategy);
  return { strategy: strategy(strategyText), strategyText, weight: read.text(config.weight) };
}

function version(value: unknown) {
  const id = read.stringId(value);
  return id === null ? null : { id };
}
