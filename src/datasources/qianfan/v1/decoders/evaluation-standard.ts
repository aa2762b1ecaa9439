import type {
  DatasetImportStatus,
  DatasetProjectType,
  DatasetReleaseStatus,
  EvaluationStandardRecord,
  ResultDatasetRecord,
} from "../../../../domain/index.ts";
import { enumOf, type Members, read } from "../../decode/coerce.ts";
import { EVALUATION_MODE_WORDS, RULE_SCORE_MODE_WORDS } from "../words.ts";
import { isPresent } from "./version.ts";

const mode = enumOf(EVALUATION_MODE_WORDS);
const scoreMode = enumOf(RULE_SCORE_MODE_WORDS);
const projectType = enumOf<DatasetProjectType>({
  CONVERSATION: "20",
  GENERIC_TEXT: "401",
  QUERY_SET: "402",
  TEXT_TO_IMAGE: "705",
});
const importStatus = enumOf<DatasetImportStatus>({
  NOT_STARTED: "-1",
  INITIALIZED: "0",
  RUNNING: "1",
  DONE: "2",
  FAILED: "3",
  STOPPED: "4",
});
const releaseStatus = enumOf<DatasetReleaseStatus>({
  NOT_STARTED: "0",
  RUNNING: "1",
  DONE: "2",
  FAILED: "3",
});

// appAk and appSk, the credentials of the judge's application, come here too and are left out on purpose.
export function standardConf(conf: Members) {
  const prompt = read.object(conf.prompt);
  return {
    evalMode: read.text(conf.evalMode),
    scoreModes: read.texts(conf.scoreModes),
    stopWordsPath: read.text(conf.stopWordsPath),
    appId: read.digits(conf.appId),
    apiName: read.text(conf.apiName),
    apiUrl: read.text(conf.apiUrl),
    prompt: prompt && {
      templateName: read.text(prompt.templateName),
      templateContent: read.text(prompt.templateContent),
      metric: read.text(prompt.metric),
      steps: read.text(prompt.steps),
      minScore: read.number(prompt.minScore),
      maxScore: read.number(prompt.maxScore),
    },
    evaluationDimension: read.objects(conf.evaluationDimension).map((dimension) => ({
      dimension: read.text(dimension.dimension),
      description: read.text(dimension.description),
      minScore: read.number(dimension.minScore),
      maxScore: read.number(dimension.maxScore),
      key: read.integer(dimension.key),
      formChecked: read.text(dimension.formChecked),
    })),
    blindEvaluationEnable: read.boolean(conf.blindEvaluationEnable),
    evaluationScenario: read.text(conf.evaluationScenario),
    resultDatasetId: read.digits(conf.resultDatasetId),
    resultDatasetIdStr: read.stringId(conf.resultDatasetIdStr),
    resultDatasetName: read.text(conf.resultDatasetName),
    resultDatasetProjectType: read.integer(conf.resultDatasetProjectType),
    resultDatasetImportStatus: read.integer(conf.resultDatasetImportStatus),
    resultDatasetReleaseStatus: read.integer(conf.resultDatasetReleaseStatus),
  };
}

type StandardConf = ReturnType<typeof standardConf>;

/** The modes in Qianfan's comma-joined form, in a fixed order. */
export function evaluationModes(evalMode: string | null) {
  const given = (evalMode ?? "").split(",").map((part) => mode(part.trim()));
  return [...new Set(given.filter(isPresent))];
}

export function standard(conf: StandardConf): EvaluationStandardRecord {
  const modes = evaluationModes(conf.evalMode);
  return {
    modes,
    modesText: conf.evalMode,
    rule: modes.includes("RULE")
      ? {
          scoreModes: conf.scoreModes.map(scoreMode).filter(isPresent),
          scoreModeTexts: conf.scoreModes,
          stopWordsPath: conf.stopWordsPath || null,
          stopWords: null,
        }
      : null,
    judge: modes.includes("JUDGE")
      ? {
          applicationId: conf.appId,
          apiName: conf.apiName,
          apiUrl: conf.apiUrl,
          prompt: conf.prompt,
        }
      : null,
    manual: modes.includes("MANUAL")
      ? {
          dimensions: conf.evaluationDimension.map(({ dimension, ...rest }) => ({
            name: dimension,
            ...rest,
          })),
          blind: conf.blindEvaluationEnable,
          scenario: conf.evaluationScenario || null,
        }
      : null,
  };
}

export function resultDataset(conf: StandardConf): ResultDatasetRecord | null {
  const datasetId = conf.resultDatasetIdStr ?? conf.resultDatasetId;
  if (datasetId === null || datasetId === "0") return null;
  return {
    datasetId,
    numericId: conf.resultDatasetId,
    name: conf.resultDatasetName,
    projectType: projectType(codeText(conf.resultDatasetProjectType)),
    projectTypeCode: conf.resultDatasetProjectType,
    importStatus: importStatus(codeText(conf.resultDatasetImportStatus)),
    importStatusCode: conf.resultDatasetImportStatus,
    releaseStatus: releaseStatus(codeText(conf.resultDatasetReleaseStatus)),
    releaseStatusCode: conf.resultDatasetReleaseStatus,
  };
}

function codeText(code: number | null): string | null {
  return code === null ? null : String(code);
}
