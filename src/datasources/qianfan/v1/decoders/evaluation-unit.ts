import type {
  EvaluationUnitRecord,
  InferenceDatasetRecord,
  InferenceDatasetState,
  MentionedVersion,
  ModelRef,
} from "../../../../domain/index.ts";
import { enumOf, type Members, read } from "../../decode/coerce.ts";

const inferenceDatasetState = enumOf<InferenceDatasetState>({
  PENDING: "pending",
  SUCCEEDED: "success",
});

/** One of `evalUnits` in eval/detail: a version within an evaluation. */
export function unit(answer: Members): EvaluationUnitRecord {
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
    unitId: read.stringId(answer.evalUnitId),
    state: read.text(answer.state),
    message: read.text(answer.message),
    modelName: named.modelName,
    version: named.modelVersion,
    versionDescription: named.modelVersionDesc,
    originText: read.text(answer.modelSource),
    tags: read.texts(answer.modelTags),
    model,
    modelVersion: mentionedVersion(named, model),
    promptTemplate: promptTemplate(read.object(answer.prompt)),
    inferenceDataset: inferenceDataset(answer),
    isBaseline: null,
    inferenceParameters: null,
  };
}

function promptTemplate(prompt: Members | null): string | null {
  return prompt?.enable === false ? null : read.text(prompt?.content) || null;
}

/** The data set of one version's answers, as eval/detail and eval/report tell it; null where they tell none. */
export function inferenceDataset(answer: Members): InferenceDatasetRecord | null {
  const datasetId = read.stringId(answer.inferDatasetId);
  const stateText = read.text(answer.inferDatasetState) || null;
  if (datasetId === null && stateText === null) return null;
  return {
    datasetId,
    name: read.text(answer.inferDatasetName) || null,
    state: inferenceDatasetState(stateText),
    stateText,
    errorMessage: read.text(answer.inferDatasetErrMsg) || null,
    bucket: read.text(answer.inferDatasetStorageId) || null,
    path: read.text(answer.inferDatasetRawPath) || null,
  };
}

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
): MentionedVersion | null {
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
