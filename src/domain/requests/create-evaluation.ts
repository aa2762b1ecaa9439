import type { RuleScoreMode } from "../evaluation-standard.ts";

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
  readonly scoreModes: readonly RuleScoreMode[];
  readonly stopWordsPath?: string | undefined;
}

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

/** What asking an evaluation to stop came to: a success may still say that nothing was stopped. */
export interface StopOutcome {
  readonly stopped: boolean;
  readonly reason: string | null;
}
