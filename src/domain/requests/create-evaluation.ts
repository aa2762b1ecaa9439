import type { RuleScoreMode } from "../evaluation-standard.ts";
import type { BucketPath } from "../storage.ts";

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
  readonly storage?: BucketPath | undefined;
  /** What the other version is compared with. V2 alone. */
  readonly isBaseline?: boolean | undefined;
}

export interface RuleSettings {
  readonly scoreModes: readonly RuleScoreMode[];
  /** V1 alone. */
  readonly stopWordsPath?: string | undefined;
  /** V2 alone. */
  readonly stopWords?: readonly string[] | undefined;
}

export interface JudgeSettings {
  /** V1 needs it, and has it alone. */
  readonly applicationId?: string | undefined;
  /** The model that judges, such as `ERNIE-4.0-8K`. V2 needs it, and has it alone. */
  readonly apiName?: string | undefined;
  readonly prompt: {
    /** V1 alone has a template, and needs its content. */
    readonly templateName?: string | undefined;
    readonly templateContent?: string | undefined;
    readonly metric: string;
    readonly steps: string;
    readonly maxScore: number;
  };
}

export interface ManualDimension {
  readonly name: string;
  readonly description?: string | undefined;
}

/** What asking an evaluation to stop came to: a success may still say that nothing was stopped. */
export interface StopOutcome {
  readonly stopped: boolean;
  readonly reason: string | null;
}
