import { isNumericId } from "../../../ids.ts";
import type { ModelRef } from "../../records.ts";
import { type Members, missing, objectRead, oneOf, read, readList, within } from "./lenient.ts";
import { isPresent } from "./version.ts";

const taskState = oneOf({
  Editing: "EDITING",
  Pending: "PENDING",
  Doing: "DOING",
  DoingWithManualBegin: "DOING_WITH_MANUAL_BEGIN",
  Stopping: "STOPPING",
  Done: "DONE",
  PartlyDone: "PARTLY_DONE",
  Failed: "FAILED",
  Stopped: "STOPPED",
});
const FINAL_STATES: ReadonlySet<string> = new Set(["DONE", "PARTLY_DONE", "FAILED", "STOPPED"]);

const mode = oneOf({ rule: "RULE", model: "JUDGE", manual: "MANUAL" });
const scoreMode = oneOf({ similarity: "SIMILARITY", accuracy: "ACCURACY" });
const projectType = oneOf({
  "20": "CONVERSATION",
  "401": "GENERIC_TEXT",
  "402": "QUERY_SET",
  "705": "TEXT_TO_IMAGE",
});
const importStatus = oneOf({
  "-1": "NOT_STARTED",
  "0": "INITIALIZED",
  "1": "RUNNING",
  "2": "DONE",
  "3": "FAILED",
  "4": "STOPPED",
});
const releaseStatus = oneOf({ "0": "NOT_STARTED", "1": "RUNNING", "2": "DONE", "3": "FAILED" });

function unit(answer: Members) {
  const named = {
    modelVersionId: read.digits(answer.modelVersionId),
    modelVersionIdStr: read.stringId(answer.modelVersionIdStr),
    modelId: read.digits(answer.modelId),
    modelIdStr: read.stringId(answer.modelIdStr),
    modelName: read.text(answer.modelName),
    modelVersion: read.text(answer.modelVersion),
    modelVersionDesc: read.text(answer.modelVersionDesc),
  };
  const model = mentionedModel(named);
  return {
    state: read.text(answer.state),
    message: read.text(answer.message),
    modelName: named.modelName,
    version: named.modelVersion,
    versionDescription: named.modelVersionDesc,
    originText: read.text(answer.modelSource),
    tags: read.texts(answer.modelTags),
    model,
    modelVersion: mentionedVersion(named, model),
  };
}

export type EvaluationUnit = ReturnType<typeof unit>;

/** A model named beside a version in an evaluation: what it tells of the model. */
export function mentionedModel(answer: {
  modelId: string | null;
  modelIdStr: string | null;
  modelName: string | null;
}): ModelRef | null {
  const { modelId, modelIdStr, modelName } = answer;
  if (modelId === null && modelIdStr === null) return null;
  return { id: told(modelIdStr), numericId: told(modelId), name: told(modelName) };
}

/** A version named in an evaluation: what it tells of the version. */
export function mentionedVersion(
  answer: {
    modelVersionId: string | null;
    modelVersionIdStr: string | null;
    modelName: string | null;
    modelVersion: string | null;
    modelVersionDesc?: string | null;
  },
  model: ModelRef | null,
) {
  const { modelVersionId, modelVersionIdStr } = answer;
  if (modelVersionId === null && modelVersionIdStr === null) return null;
  return {
    id: told(modelVersionIdStr),
    numericId: told(modelVersionId),
    model: told(model),
    name: told(answer.modelName),
    version: told(answer.modelVersion),
    description: told(answer.modelVersionDesc ?? null),
  };
}

// What is absent here can still be loaded, so it is not null, which would mean that there is none.
function told<Value>(value: Value | null): Value | undefined {
  return value ?? undefined;
}

// appAk and appSk, the credentials of the judge's application, come here too and are left out on purpose.
function standardConf(conf: Members) {
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

function standard(conf: StandardConf) {
  const modes = evaluationModes(conf.evalMode);
  return {
    modes,
    modesText: conf.evalMode,
    rule: modes.includes("RULE")
      ? {
          scoreModes: conf.scoreModes.map(scoreMode).filter(isPresent),
          scoreModeTexts: conf.scoreModes,
          stopWordsPath: conf.stopWordsPath || null,
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
        }
      : null,
  };
}

function resultDataset(conf: StandardConf) {
  const id = conf.resultDatasetIdStr ?? conf.resultDatasetId;
  if (id === null || id === "0") return null;
  return {
    id,
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

/** eval/detail: a task, its settings, and what is said of each version. */
export const evaluation = objectRead((answer, faults) => {
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
    isFinal: state !== null && FINAL_STATES.has(state),
    dataset:
      datasetId === null && datasetNumber === null
        ? null
        : {
            id: datasetId ?? datasetNumber,
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
  };
});
