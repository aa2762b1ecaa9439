import {
  DEFAULT_JUDGE,
  type EvaluationStandard,
  type JudgeStandard,
  type ManualStandard,
  type RuleStandard,
} from "../../store/evaluation-standard.ts";
import type { StoredTask } from "../../store/task.ts";
import { zonelessTime } from "../time.ts";
import { byTaskId, taskAction } from "./by-task.ts";
import { storagePathOf } from "./storage.ts";
import { evalType, stateWord } from "./words.ts";

export const describeEvalTask = taskAction(byTaskId, (task) => ({
  taskId: task.evalIdStr,
  taskName: task.settings.name,
  description: task.settings.description,
  evalType: evalType(task),
  state: stateWord(task),
  evalObjectConfig: { evalModelConfig: evalModelConfig(task) },
  evalConfig: evalConfig(task.settings.standard),
  inferDatasetList: answeredUnits(task).map((unit) => ({
    inferDatasetId: unit.inferDataset.id,
    modelId: unit.modelVersionIdStr,
  })),
  createTime: zonelessTime(task.createTime),
  updateTime: zonelessTime(task.updateTime),
}));

function evalModelConfig(task: StoredTask) {
  const storagePath = storagePathOf(task);
  return {
    versionId: task.settings.dataset.datasetIdStr,
    ...(storagePath === null ? { storageType: "sysStorage" } : { storageType: "BOS", storagePath }),
    evalModelConfigList: task.units.map(({ modelVersionIdStr: modelId, settings }) => {
      const { isBaseline = false, prompt, params = {} } = settings;
      const promptTemplate = prompt?.enable === false ? "" : (prompt?.content ?? "");
      return { modelId, isBaseline, promptTemplate, params };
    }),
  };
}

/** The settings of the modes in use. Those of judge and people are as they were sent: inferred. */
function evalConfig({ evalMode, rule, judge, manual }: EvaluationStandard) {
  return {
    evalMode,
    ...(rule && { autoRuleEvalConfig: ruleConfig(rule) }),
    ...(judge && { autoModelEvalConfig: judgeConfig(judge) }),
    ...(manual && { manualEvalConfig: manualConfig(manual) }),
  };
}

function ruleConfig({ scoreModes, stopWordList, stopWordsPath }: RuleStandard) {
  return { scoreModes, stopWordList: stopWordList ?? null, stopWordsPath };
}

function judgeConfig({ apiName = DEFAULT_JUDGE, prompt }: JudgeStandard) {
  const { metric, steps, maxScore } = prompt;
  return { apiName, prompt: { metric, steps, maxScore } };
}

function manualConfig({ dimensions }: ManualStandard) {
  return {
    evalDimension: dimensions.map(({ dimension, description }) => ({ dimension, description })),
  };
}

/** The versions whose answers are there: also while people score them. */
function answeredUnits(task: StoredTask) {
  const { state, units, evaluatedUnits } = task;
  if (!state.startsWith("DoingWith")) return evaluatedUnits;
  return units.filter(({ failure }) => failure === null);
}
