import type { OrUnknown } from "./unknown.ts";

export const EVALUATION_MODES = ["RULE", "JUDGE", "MANUAL"] as const;
export type EvaluationMode = (typeof EVALUATION_MODES)[number];

export const RULE_SCORE_MODES = ["SIMILARITY", "ACCURACY"] as const;
export type RuleScoreMode = (typeof RULE_SCORE_MODES)[number];

/** How an evaluation scores; null for each way that it does not use. */
export interface EvaluationStandardRecord {
  readonly modes: readonly OrUnknown<EvaluationMode>[];
  readonly modesText: string | null;
  readonly rule: RuleStandard | null;
  readonly judge: JudgeStandard | null;
  readonly manual: ManualStandard | null;
}

export interface RuleStandard {
  readonly scoreModes: readonly OrUnknown<RuleScoreMode>[];
  readonly scoreModeTexts: readonly string[];
  readonly stopWordsPath: string | null;
  readonly stopWords: readonly string[] | null;
}

export interface JudgeStandard {
  readonly applicationId: string | null;
  readonly apiName: string | null;
  readonly apiUrl: string | null;
  readonly prompt: JudgePromptRecord | null;
}

export interface JudgePromptRecord {
  readonly templateName: string | null;
  readonly templateContent: string | null;
  readonly metric: string | null;
  readonly steps: string | null;
  readonly minScore: number | null;
  readonly maxScore: number | null;
}

export interface ManualStandard {
  readonly dimensions: readonly DimensionRecord[];
  readonly blind: boolean | null;
  readonly scenario: string | null;
}

export interface DimensionRecord {
  readonly name: string | null;
  readonly description: string | null;
  readonly minScore: number | null;
  readonly maxScore: number | null;
  readonly key: number | null;
  readonly formChecked: string | null;
}
