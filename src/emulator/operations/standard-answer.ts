import { DEMO_APP_AK, DEMO_APP_SK } from "../account.ts";
import type { TaskState } from "../life/task-life.ts";
import {
  DEFAULT_JUDGE,
  type JudgeStandard,
  MANUAL_MAX_SCORE,
  type ManualStandard,
} from "../store/evaluation-standard.ts";
import { textId } from "../store/ids.ts";
import type { StoredTask } from "../store/task.ts";

/** How a task is judged: the settings of the modes in use, and no others. */
export function standardAnswer(task: StoredTask) {
  const { evalMode, rule, judge, manual } = task.settings.standard;
  return {
    evalMode,
    ...(rule && { scoreModes: rule.scoreModes, stopWordsPath: rule.stopWordsPath }),
    ...(judge && judgeAnswer(judge)),
    ...(manual && { ...resultDatasetAnswer(task), ...manualAnswer(manual) }),
  };
}

function judgeAnswer({ appId, apiName = DEFAULT_JUDGE, prompt }: JudgeStandard) {
  const { templateName, maxScore, ...texts } = prompt;
  return {
    appId,
    appAk: DEMO_APP_AK,
    appSk: DEMO_APP_SK,
    apiName,
    apiUrl: "https://aip.baidubce.com/rpc/2.0/ai_custom/v1/wenxinworkshop/chat/completions",
    prompt: { templateName, ...texts, minScore: 0, maxScore },
  };
}

function manualAnswer({ dimensions }: ManualStandard) {
  return {
    evaluationDimension: dimensions.map((dimension) => ({
      ...dimension,
      minScore: 0,
      maxScore: MANUAL_MAX_SCORE,
    })),
    blindEvaluationEnable: false,
    evaluationScenario: "",
  };
}

/** The data set in which people score. */
function resultDatasetAnswer({ settings, resultDataset, state, year }: StoredTask) {
  const { dataset, name } = settings;
  return {
    resultDatasetId: resultDataset.numeric,
    ...(year !== 2023 && { resultDatasetIdStr: resultDataset.text }),
    resultDatasetName: textId(`评估任务_${name}_结果集_`, resultDataset.text, 6),
    resultDatasetProjectType: dataset.projectType,
    resultDatasetImportStatus: IMPORT_STATUS[state],
    resultDatasetReleaseStatus: NOT_RELEASED,
  };
}

const NOT_RELEASED = 0;

/** -1 not started, 0 about to start, 2 done, 3 failed, 4 stopped. */
const IMPORT_STATUS: Record<TaskState, number> = {
  Editing: -1,
  Pending: 0,
  Doing: 0,
  Stopping: 0,
  DoingWithManualBegin: 2,
  DoingWithMetricsCalculating: 2,
  Done: 2,
  PartlyDone: 2,
  Failed: 3,
  Stopped: 4,
};
