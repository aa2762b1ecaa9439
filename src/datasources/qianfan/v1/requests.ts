import type {
  EvaluatedVersion,
  EvaluationRequest,
  PublishRequest,
  RuleScoreMode,
} from "../../../domain/index.ts";
import type { Everything } from "../api.ts";
import { wireId } from "./wire-id.ts";

const SCORE_MODES: Readonly<Record<RuleScoreMode, string>> = {
  SIMILARITY: "similarity",
  ACCURACY: "accuracy",
};

export const byModelId = (modelId: string) => ({ modelId: wireId(modelId) });
export const byModelVersionId = (modelVersionId: string) => ({
  modelVersionId: wireId(modelVersionId),
});
export const everything = (request: Everything) => request;
export const byId = (id: string) => ({ id: wireId(id) });

export function publishBody(request: PublishRequest) {
  return {
    ...("modelName" in request.target
      ? { isNewModel: true, modelName: request.target.modelName }
      : { isNewModel: false, modelId: wireId(request.target.modelId) }),
    tags: request.tags,
    versionMeta: {
      taskId: wireId(request.trainJobId),
      iterationId: wireId(request.trainTaskId),
      step: request.step,
      description: request.description,
    },
  };
}

export function evaluationBody(request: EvaluationRequest) {
  return {
    name: request.name,
    description: request.description,
    id: request.pendingTaskId && wireId(request.pendingTaskId),
    datasetId: wireId(request.datasetId),
    versionEvalInfo: request.versions.map(evaluatedVersion),
    evalStandardConf: evaluationStandard(request),
    computeResourceConf: request.compute && {
      vmType: request.compute.vmType,
      vmNumber: request.compute.vmCount,
    },
  };
}

function evaluatedVersion(version: EvaluatedVersion) {
  return {
    modelId: version.modelId && wireId(version.modelId),
    modelVersionId: wireId(version.modelVersionId),
    params: version.inferenceParameters,
    prompt: version.promptTemplate && { enable: true, content: version.promptTemplate },
    ...(version.storage
      ? {
          inferDatasetStorageType: "usrBos",
          inferDatasetStorageId: version.storage.bucket,
          inferDatasetRawPath: version.storage.path,
        }
      : { inferDatasetStorageType: "sysBos" }),
  };
}

function evaluationStandard({ rule, judge, manual }: EvaluationRequest) {
  return {
    evalMode: [judge && "model", manual && "manual", rule && "rule"].filter(Boolean).join(","),
    scoreModes: rule?.scoreModes.map((mode) => SCORE_MODES[mode]),
    stopWordsPath: rule?.stopWordsPath,
    appId: judge?.applicationId && wireId(judge.applicationId),
    prompt: judge?.prompt,
    evaluationDimension: manual?.dimensions.map(({ name, description }) => ({
      dimension: name,
      description,
    })),
  };
}
