import { z } from "zod";
import {
  DATASET_IMPORT_STATUSES,
  DATASET_PROJECT_TYPES,
  DATASET_RELEASE_STATUSES,
  EVALUATION_KINDS,
  EVALUATION_MODES,
  EVALUATION_TASK_STATES,
  type EvaluationTaskRecord,
  evaluationProgress,
  INFERENCE_DATASET_STATES,
  RULE_SCORE_MODES,
} from "../../../domain/index.ts";
import { mentionedVersion } from "./stored-version.ts";
import { date, jsonObject, modelRef, number, oneOf, text, texts } from "./values.ts";

export const evaluationMode = oneOf(EVALUATION_MODES);
const state = oneOf(EVALUATION_TASK_STATES);
const scoreMode = oneOf(RULE_SCORE_MODES);
const projectType = oneOf(DATASET_PROJECT_TYPES);
const importStatus = oneOf(DATASET_IMPORT_STATUSES);
const releaseStatus = oneOf(DATASET_RELEASE_STATUSES);

const prompt = z.object({
  templateName: text,
  templateContent: text,
  metric: text,
  steps: text,
  minScore: number,
  maxScore: number,
});

const dimension = z.object({
  name: text,
  description: text,
  minScore: number,
  maxScore: number,
  key: number,
  formChecked: text,
});

const standard = z.object({
  modes: z.array(evaluationMode),
  modesText: text,
  rule: z
    .object({
      scoreModes: z.array(scoreMode),
      scoreModeTexts: texts,
      stopWordsPath: text,
      stopWords: texts.nullable(),
    })
    .nullable(),
  judge: z
    .object({ applicationId: text, apiName: text, apiUrl: text, prompt: prompt.nullable() })
    .nullable(),
  manual: z
    .object({ dimensions: z.array(dimension), blind: z.boolean().nullable(), scenario: text })
    .nullable(),
});

const resultDataset = z.object({
  datasetId: z.string(),
  numericId: text,
  name: text,
  projectType: projectType.nullable(),
  projectTypeCode: number,
  importStatus: importStatus.nullable(),
  importStatusCode: number,
  releaseStatus: releaseStatus.nullable(),
  releaseStatusCode: number,
});

const inferenceDatasetState = oneOf(INFERENCE_DATASET_STATES);

export const inferenceDataset = z
  .object({
    datasetId: text,
    name: text.optional(),
    state: inferenceDatasetState.nullable(),
    stateText: text,
    errorMessage: text,
    bucket: text,
    path: text,
  })
  .nullable();

const unit = z.object({
  unitId: text,
  state: text,
  message: text,
  modelName: text.optional(),
  version: text.optional(),
  versionDescription: text.optional(),
  originText: text.optional(),
  model: modelRef.nullish(),
  tags: texts.nullable(),
  modelVersion: mentionedVersion.nullable(),
  promptTemplate: text,
  inferenceDataset,
  isBaseline: z.boolean().nullable(),
  inferenceParameters: jsonObject,
});

const task = z.object({
  id: z.string().min(1),
  numericId: text,
  name: text,
  description: text,
  state: state.nullable(),
  stateText: text,
  isFinal: z.boolean(),
  kind: oneOf(EVALUATION_KINDS).nullable(),
  kindText: text,
  dataset: z.object({ datasetId: text, numericId: text, name: text.optional() }).nullable(),
  compute: z
    .object({ vmType: number, vmCount: number, resourceId: text, cpu: number, memory: number })
    .nullable(),
  standard: standard.nullable(),
  units: z.array(unit),
  resultDataset: resultDataset.nullable(),
  createdAt: date,
  updatedAt: date,
});

export const storedEvaluation: z.ZodType<EvaluationTaskRecord> = task.transform((record) => ({
  ...record,
  progress: evaluationProgress(record),
}));
