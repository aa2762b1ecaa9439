import type { InferenceDatasetRecord } from "./dataset.ts";
import type { EvaluationMode } from "./evaluation-standard.ts";
import type { NamedValue } from "./named-value.ts";
import type { MentionedVersion, ModelRef } from "./ref.ts";
import type { OrUnknown } from "./unknown.ts";

/** What an evaluation found out about one version. */
export interface EvaluationReportEntryRecord {
  readonly entryId: string | null;
  readonly id: string | null;
  readonly unitId: string | null;
  readonly modelVersion: MentionedVersion | null;
  /** These four are absent where only the version's own answer tells them. */
  readonly model?: ModelRef | null | undefined;
  readonly modelName?: string | null | undefined;
  readonly version?: string | null | undefined;
  readonly originText?: string | null | undefined;
  /** What was evaluated, in Qianfan's own words: an open set. */
  readonly objectTypeText: string | null;
  readonly modes: readonly OrUnknown<EvaluationMode>[];
  readonly modesText: string | null;
  readonly evaluationName: string | null;
  readonly evaluationTaskId: string | null;
  readonly evaluationNumericId: string | null;
  readonly evaluationJobId: string | null;
  readonly userId: string | null;
  readonly projectId: string | null;
  readonly inferenceDataset: InferenceDatasetRecord | null;
  /** Null for each way of scoring that was not used. */
  readonly rule: RuleMetricsRecord | null;
  readonly judge: JudgeMetricsRecord | null;
  readonly manual: ManualMetricsRecord | null;
  /** Figures that no source names. */
  readonly otherMetrics: readonly NamedValue[];
  readonly performance: readonly NamedValue[] | null;
}

export interface RuleMetricsRecord {
  readonly accuracy: number | null;
  readonly f1Score: number | null;
  readonly rouge1: number | null;
  readonly rouge2: number | null;
  readonly rougeL: number | null;
  readonly bleu4: number | null;
  readonly editDistance: number | null;
  readonly embeddingDistance: number | null;
}

/** How many samples got which score, in the order of the scores. */
export interface ScoresRecord {
  readonly scoreDistribution: readonly { readonly score: number; readonly count: number }[];
  /** How many got no usable score. */
  readonly unscored: number | null;
}

export interface JudgeMetricsRecord extends ScoresRecord {
  readonly average: number | null;
  readonly standardDeviation: number | null;
  readonly median: number | null;
}

export interface ManualMetricsRecord {
  readonly average: number | null;
  readonly goodCaseProportion: number | null;
  readonly subjectiveImpression: string | null;
  readonly dimensions: readonly DimensionScoresRecord[];
}

export interface DimensionScoresRecord extends ScoresRecord {
  readonly dimension: string | null;
}
