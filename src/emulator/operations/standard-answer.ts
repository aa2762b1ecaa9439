import { DEMO_APP_AK, DEMO_APP_SK } from "../account.ts";
import type { TaskState } from "../life/task-life.ts";
import {
  DEFAULT_JUDGE,
  type JudgeStandard,
  MANUAL_MAX_SCORE,
} from "../store/evaluation-standard.ts";
import type { StoredTask } from "../store/task.ts";

/** How a task is judged, and the data set its answers go to: one object in eval/detail. */
export function standardAnswer({ settings, resultDataset, state }: StoredTask) {
  const { standard, dataset, name } = settings;
  return {
    evalMode: standard.evalMode,
    scoreModes: standard.rule?.scoreModes ?? null,
    stopWordsPath: standard.rule?.stopWordsPath ?? "",
    ...(standard.judge ? judgeAnswer(standard.judge) : NO_JUDGE),
    resultDatasetId: resultDataset.numeric,
    resultDatasetIdStr: resultDataset.text,
    resultDatasetName: `${name}_结果`,
    resultDatasetProjectType: dataset.projectType,
    resultDatasetImportStatus: IMPORT_STATUS[state],
    resultDatasetReleaseStatus: RELEASE_STATUS[state],
    evaluationDimension:
      standard.manual?.dimensions.map((dimension) => ({
        ...dimension,
        minScore: 0,
        maxScore: MANUAL_MAX_SCORE,
      })) ?? null,
  };
}

function judgeAnswer({ appId, apiName = DEFAULT_JUDGE, prompt }: JudgeStandard) {
  const { maxScore, ...texts } = prompt;
  return {
    appId,
    appAk: DEMO_APP_AK,
    appSk: DEMO_APP_SK,
    apiName,
    apiUrl: "/rpc/2.0/ai_custom/v1/wenxinworkshop/chat/completions",
    prompt: { ...texts, minScore: 0, maxScore },
  };
}

const NO_JUDGE = {
  appId: 0,
  appAk: "",
  appSk: "",
  apiName: "",
  apiUrl: "",
  prompt: {
    templateName: "",
    templateContent: "",
    metric: "",
    steps: "",
    minScore: 0,
    maxScore: 0,
  },
};

/** -1 not started, 1 running, 2 done, 3 failed, 4 stopped. */
const IMPORT_STATUS: Record<TaskState, number> = {
  Editing: -1,
  Pending: -1,
  Doing: 1,
  Stopping: 1,
  DoingWithManualBegin: 2,
  Done: 2,
  PartlyDone: 2,
  Failed: 3,
  Stopped: 4,
};

/** 0 not started, 2 done, 3 failed: it is released at once when the import is done. */
const RELEASE_STATUS: Record<TaskState, number> = {
  Editing: 0,
  Pending: 0,
  Doing: 0,
  Stopping: 0,
  DoingWithManualBegin: 2,
  Done: 2,
  PartlyDone: 2,
  Failed: 3,
  Stopped: 0,
};
