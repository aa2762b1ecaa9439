import { z } from "zod";
import { isNumericId } from "../../../ids.ts";
import type { ModelRef, Ref } from "../../records.ts";
import {
  anyId,
  digits,
  identity,
  integer,
  listOf,
  number,
  oneOf,
  optional,
  stringId,
  text,
  texts,
} from "./lenient.ts";
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

const unit = z
  .object({
    modelVersionId: digits,
    modelVersionIdStr: stringId,
    modelId: digits,
    modelIdStr: stringId,
    modelName: text,
    modelVersion: text,
    modelSource: text,
    state: text,
    modelVersionDesc: text,
    message: text,
    modelTags: texts,
  })
  .transform((answer) => {
    const model = mentionedModel(answer);
    return {
      state: answer.state,
      message: answer.message,
      modelName: answer.modelName,
      version: answer.modelVersion,
      versionDescription: answer.modelVersionDesc,
      originText: answer.modelSource,
      tags: answer.modelTags,
      model,
      modelVersion: mentionedVersion(answer, model),
    };
  });

export const evaluationUnits = listOf(unit);

/** A model named beside a version in an evaluation: what it tells of the model. */
export function mentionedModel(answer: {
  modelId: string | null;
  modelIdStr: string | null;
  modelName: string | null;
}): ModelRef | null {
  const id = ids(answer.modelIdStr, answer.modelId);
  return id && { ...id, ...(answer.modelName === null ? {} : { name: answer.modelName }) };
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
  const id = ids(answer.modelVersionIdStr, answer.modelVersionId);
  if (id === null) return null;
  return {
    ...id,
    ...(model === null ? {} : { model }),
    ...(answer.modelName === null ? {} : { name: answer.modelName }),
    ...(answer.modelVersion === null ? {} : { version: answer.modelVersion }),
    ...(answer.modelVersionDesc == null ? {} : { description: answer.modelVersionDesc }),
  };
}

// An absent form is left out, not null: it can still be learned.
function ids(string: string | null, numeric: string | null): Ref | null {
  if (string === null && numeric === null) return null;
  return {
    ...(string === null ? {} : { id: string }),
    ...(numeric === null ? {} : { numericId: numeric }),
  };
}

// appAk and appSk, the credentials of the judge's application, come here too and are left out on purpose.
const standardConf = z.object({
  evalMode: text,
  scoreModes: texts,
  stopWordsPath: text,
  appId: digits,
  apiName: text,
  apiUrl: text,
  prompt: optional(
    z.object({
      templateName: text,
      templateContent: text,
      metric: text,
      steps: text,
      minScore: number,
      maxScore: number,
    }),
  ),
  evaluationDimension: listOf(
    z.object({
      dimension: text,
      description: text,
      minScore: number,
      maxScore: number,
      key: integer,
      formChecked: text,
    }),
  ).catch([]),
  resultDatasetId: digits,
  resultDatasetIdStr: stringId,
  resultDatasetName: text,
  resultDatasetProjectType: integer,
  resultDatasetImportStatus: integer,
  resultDatasetReleaseStatus: integer,
});

type StandardConf = z.output<typeof standardConf>;

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
export const evaluation = z
  .object({
    evaluationId: anyId,
    evaluationIdStr: stringId,
    name: text,
    description: text,
    state: text,
    evalUnits: evaluationUnits,
    datasetId: digits,
    datasetIdStr: stringId,
    datasetName: text,
    computeResourceConf: optional(
      z.object({
        vmType: integer,
        vmNumber: integer,
        computeResourceId: text,
        cpu: number,
        memory: number,
      }),
    ),
    evalStandardConf: optional(standardConf),
  })
  .superRefine(identity("evaluationIdStr", "evaluationId"))
  .transform((answer) => {
    const state = taskState(answer.state);
    const compute = answer.computeResourceConf;
    const conf = answer.evalStandardConf;
    const { evaluationId } = answer;
    const isNumeric = evaluationId !== null && isNumericId(evaluationId);
    return {
      // evaluationId is known to echo the form it was asked by.
      id: answer.evaluationIdStr ?? evaluationId ?? "",
      numericId: isNumeric ? evaluationId : null,
      name: answer.name,
      description: answer.description,
      state,
      stateText: answer.state,
      isFinal: state !== null && FINAL_STATES.has(state),
      dataset:
        answer.datasetId === null && answer.datasetIdStr === null
          ? null
          : {
              id: answer.datasetIdStr ?? answer.datasetId,
              numericId: answer.datasetId,
              name: answer.datasetName,
            },
      compute: compute && {
        vmType: compute.vmType,
        vmCount: compute.vmNumber,
        resourceId: compute.computeResourceId || null,
        cpu: compute.cpu,
        memory: compute.memory,
      },
      standard: conf && standard(conf),
      units: answer.evalUnits,
      resultDataset: conf && resultDataset(conf),
    };
  });
