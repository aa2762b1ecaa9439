import type {
  EvaluatedVersion,
  EvaluationRequest,
  JudgeSettings,
  ManualDimension,
  RuleScoreMode,
} from "../../../../domain/index.ts";

/** The dimension that every manual evaluation has. */
export const SATISFACTION = "满意度";

const SCORE_MODES: Readonly<Record<RuleScoreMode, string>> = {
  SIMILARITY: "similarity",
  ACCURACY: "accuracy",
};

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

function prompt({ metric, steps, maxScore }: JudgeSettings["prompt"]) {
  return { metric, steps, maxScore };
}

// Satisfaction comes first, as the SDK branch sends it.
function dimensions(given: readonly ManualDimension[]) {
  const first = given.find(({ name }) => name === SATISFACTION) ?? { name: SATISFACTION };
  const others = given.filter(({ name }) => name !== SATISFACTION);
  return [first, ...others].map(({ name, description }) => ({ dimension: name, description }));
}
