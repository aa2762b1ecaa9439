import { z } from "zod";
import {
  EVALUATION_KINDS,
  type EvaluationTaskRecord,
  type EvaluationUnitRecord,
} from "../../domain/index.ts";
import { date, jsonObject, modelRef, number, oneOf, text, texts } from "./values.ts";
import { mentionedVersion } from "./version.ts";

type Standard = NonNullable<EvaluationTaskRecord["standard"]>;
type ResultDataset = NonNullable<EvaluationTaskRecord["resultDataset"]>;
type InferenceDataset = NonNullable<EvaluationUnitRecord["inferenceDataset"]>;
type Enum<Value> = NonNullable<Value>;

export const evaluationMode = oneOf<Standard["modes"][number]>({
  RULE: true,
  JUDGE: true,
  MANUAL: true,
  UNKNOWN: true,
});
const state = oneOf<Enum<EvaluationTaskRecord["state"]>>({
  EDITING: true,
  PENDING: true,
  DOING: true,
  DOING_WITH_MANUAL_BEGIN: true,
  DOING_WITH_METRICS_CALCULATING: true,
  STOPPING: true,
  DONE: true,
  PARTLY_DONE: true,
  FAILED: true,
  STOPPED: true,
  UNKNOWN: true,
});
const scoreMode = oneOf<NonNullable<Standard["rule"]>["scoreModes"][number]>({
  SIMILARITY: true,
  ACCURACY: true,
  UNKNOWN: true,
});
const projectType = oneOf<Enum<ResultDataset["projectType"]>>({
  CONVERSATION: true,
  GENERIC_TEXT: true,
  QUERY_SET: true,
  TEXT_TO_IMAGE: true,
  UNKNOWN: true,
});
const importStatus = oneOf<Enum<ResultDataset["importStatus"]>>({
  NOT_STARTED: true,
  INITIALIZED: true,
  RUNNING: true,
  DONE: true,
  FAILED: true,
  STOPPED: true,
  UNKNOWN: true,
});
const releaseStatus = oneOf<Enum<ResultDataset["releaseStatus"]>>({
  NOT_STARTED: true,
  RUNNING: true,
  DONE: true,
  FAILED: true,
  UNKNOWN: true,
});

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

const inferenceDatasetState = oneOf<Enum<InferenceDataset["state"]>>({
  PENDING: true,
  SUCCEEDED: true,
  UNKNOWN: true,
});

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

export const storedEvaluation: z.ZodType<EvaluationTaskRecord> = z.object({
  id: z.string().min(1),
  numericId: text,
  name: text,
  description: text,
  state: state.nullable(),
  stateText: text,
  isFinal: z.boolean(),
  kind: z.enum([...EVALUATION_KINDS, "UNKNOWN"]).nullable(),
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
