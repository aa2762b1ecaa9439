import type { EvaluatedVersion, EvaluationRequest, PublishRequest } from "../../../domain/index.ts";
import type { Everything } from "../api.ts";
import { wireId } from "./wire-id.ts";
import { EVALUATION_MODE_WORDS, RULE_SCORE_MODE_WORDS } from "./words.ts";

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
  const words = EVALUATION_MODE_WORDS;
  return {
    evalMode: [judge && words.JUDGE, manual && words.MANUAL, rule && words.RULE]
      .filter(Boolean)
      .join(","),
    scoreModes: rule?.scoreModes.map((mode) => RULE_SCORE_MODE_WORDS[mode]),
    stopWordsPath: rule?.stopWordsPath,
    appId: judge?.applicationId && wireId(judge.applicationId),
    prompt: judge?.prompt,
    evaluationDimension: manual?.dimensions.map(({ name, description }) => ({
      dimension: name,
      description,
    })),
  };
}
