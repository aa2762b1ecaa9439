/**
 * An evaluation to start. V1's request fits, with what V2 has no place for: `problemsOf` names it.
 */
export interface EvaluationRequest {
  readonly name: string;
  readonly description?: string | undefined;
  readonly datasetId: string;
  readonly versions: readonly EvaluatedVersion[];
  readonly rule?: RuleSettings | undefined;
  readonly judge?: JudgeSettings | undefined;
  readonly manual?: { readonly dimensions: readonly ManualDimension[] } | undefined;
  /** V1 alone has these two. */
  readonly pendingTaskId?: string | undefined;
  readonly compute?: object | undefined;
}

export interface EvaluatedVersion {
  readonly modelVersionId: string;
  readonly inferenceParameters?: Readonly<Record<string, unknown>> | undefined;
  readonly promptTemplate?: string | undefined;
  /** One place for all versions of a task. */
  readonly storage?: { readonly bucket: string; readonly path: string } | undefined;
  /** What the other one is compared with. */
  readonly isBaseline?: boolean | undefined;
}

export interface RuleSettings {
  readonly scoreModes: readonly (keyof typeof SCORE_MODES)[];
  readonly stopWords?: readonly string[] | undefined;
  /** V1 alone. */
  readonly stopWordsPath?: string | undefined;
}

export interface JudgeSettings {
  /** The model that judges, such as `ERNIE-4.0-8K`. */
  readonly apiName?: string | undefined;
  readonly prompt?: JudgePrompt | undefined;
  /** V1 alone. */
  readonly applicationId?: string | undefined;
}

interface JudgePrompt {
  readonly metric: string;
  readonly steps: string;
  readonly maxScore: number;
  /** V1 alone. */
  readonly templateName?: string | undefined;
  readonly templateContent?: string | undefined;
}

export interface ManualDimension {
  readonly name: string;
  readonly description?: string | undefined;
}

/** The dimension that every manual evaluation has. */
export const SATISFACTION = "满意度";

const SCORE_MODES = { SIMILARITY: "similarity", ACCURACY: "accuracy" } as const;

/** CreateEvalTask (im17h97fm, mm4kavy6, 1m346v30b). */
export function evaluationBody(request: EvaluationRequest) {
  const { name, description, datasetId, versions } = request;
  return {
    taskName: name,
    description,
    evalObjectType: "model",
    evalObjectConfig: {
      evalModelConfig: {
        versionId: datasetId,
        ...storage(versions[0]?.storage),
        evalModelConfigList: versions.map(evaluatedVersion),
      },
    },
    evalConfig: evaluationConfig(request),
  };
}

function storage(place: EvaluatedVersion["storage"]) {
  if (!place) return { storageType: "sysStorage" };
  const folder = place.path.replace(/^\/+/, "");
  return { storageType: "BOS", storagePath: `bos:/${place.bucket}/${folder}` };
}

function evaluatedVersion(version: EvaluatedVersion) {
  return {
    modelId: version.modelVersionId,
    promptTemplate: version.promptTemplate || undefined,
    params: version.inferenceParameters,
    isBaseline: version.isBaseline,
  };
}

function evaluationConfig({ rule, judge, manual }: EvaluationRequest) {
  return {
    evalMode: [rule && "rule", judge && "model", manual && "manual"].filter(Boolean).join(","),
    autoRuleEvalConfig: rule && {
      scoreModes: rule.scoreModes.map((mode) => SCORE_MODES[mode]),
      stopWordList: rule.stopWords,
    },
    autoModelEvalConfig: judge && { apiName: judge.apiName, prompt: prompt(judge.prompt) },
    manualEvalConfig: manual && { evalDimension: dimensions(manual.dimensions) },
  };
}

function prompt(given: JudgePrompt | undefined) {
  if (!given) return undefined;
  const { metric, steps, maxScore } = given;
  return { metric, steps, maxScore };
}

// Satisfaction comes first, as the SDK branch sends it.
function dimensions(given: readonly ManualDimension[]) {
  const first = given.find(({ name }) => name === SATISFACTION) ?? { name: SATISFACTION };
  const others = given.filter(({ name }) => name !== SATISFACTION);
  return [first, ...others].map(({ name, description }) => ({ dimension: name, description }));
}
