import { wireId } from "./wire.ts";

/** A finished training run to publish: as a new model's first version, or as a further one. */
export interface PublishRequest {
  readonly target: { readonly modelName: string } | { readonly modelId: string };
  readonly tags?: readonly string[] | undefined;
  readonly trainJobId: string;
  readonly trainTaskId: string;
  readonly step?: number | undefined;
  readonly description?: string | undefined;
}

export interface EvaluationRequest {
  readonly name: string;
  readonly description?: string | undefined;
  /** A draft to start with these settings. */
  readonly pendingTaskId?: string | undefined;
  readonly datasetId: string;
  readonly versions: readonly EvaluatedVersion[];
  readonly rule?: RuleSettings | undefined;
  readonly judge?: JudgeSettings | undefined;
  readonly manual?: { readonly dimensions: readonly ManualDimension[] } | undefined;
  readonly compute?: { readonly vmType: number; readonly vmCount: number } | undefined;
}

export interface EvaluatedVersion {
  readonly modelVersionId: string;
  readonly modelId?: string | undefined;
  readonly inferenceParameters?: Readonly<Record<string, unknown>> | undefined;
  readonly promptTemplate?: string | undefined;
  readonly storage?: { readonly bucket: string; readonly path: string } | undefined;
}

export interface RuleSettings {
  readonly scoreModes: readonly (keyof typeof SCORE_MODES)[];
  readonly stopWordsPath?: string | undefined;
}

const SCORE_MODES = { SIMILARITY: "similarity", ACCURACY: "accuracy" } as const;

export interface JudgeSettings {
  readonly applicationId: string;
  readonly prompt: {
    readonly templateName?: string | undefined;
    readonly templateContent: string;
    readonly metric: string;
    readonly steps: string;
    readonly maxScore: number;
  };
}

export interface ManualDimension {
  readonly name: string;
  readonly description?: string | undefined;
}

export const byModelId = (modelId: string) => ({ modelId: wireId(modelId) });
export const byModelVersionId = (modelVersionId: string) => ({
  modelVersionId: wireId(modelVersionId),
});
/** A question without parameters. */
export type Everything = Record<string, never>;

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
    appId: judge && wireId(judge.applicationId),
    prompt: judge?.prompt,
    evaluationDimension: manual?.dimensions.map(({ name, description }) => ({
      dimension: name,
      description,
    })),
  };
}
