import type { EvaluationMode, RuleScoreMode } from "../../../domain/index.ts";

// The words of V1 that are both sent and read.

export const EVALUATION_MODE_WORDS: Readonly<Record<EvaluationMode, string>> = {
  RULE: "rule",
  JUDGE: "model",
  MANUAL: "manual",
};

export const RULE_SCORE_MODE_WORDS: Readonly<Record<RuleScoreMode, string>> = {
  SIMILARITY: "similarity",
  ACCURACY: "accuracy",
};
