import type {
  EvaluationDatasetRecord,
  InferenceDatasetRecord,
  ResultDatasetRecord,
} from "./dataset.ts";
import type { EvaluationKind } from "./evaluation-kind.ts";
import type { EvaluationProgress } from "./evaluation-progress.ts";
import type { EvaluationStandardRecord } from "./evaluation-standard.ts";
import type { Identified, Known, MentionedVersion, ModelRef } from "./ref.ts";
import type { OrUnknown } from "./unknown.ts";

export const EVALUATION_TASK_STATES = [
  "EDITING",
  "PENDING",
  "DOING",
  "DOING_WITH_MANUAL_BEGIN",
  "DOING_WITH_METRICS_CALCULATING",
  "STOPPING",
  "DONE",
  "PARTLY_DONE",
  "FAILED",
  "STOPPED",
] as const;
export type EvaluationTaskState = (typeof EVALUATION_TASK_STATES)[number];

const FINAL_STATES: ReadonlySet<string | null> = new Set<EvaluationTaskState>([
  "DONE",
  "PARTLY_DONE",
  "FAILED",
  "STOPPED",
]);

/** Whether an evaluation stays as it is. */
export function isFinalTaskState(state: OrUnknown<EvaluationTaskState> | null): boolean {
  return FINAL_STATES.has(state);
}

/** An evaluation task, its settings, and what is said of each version. */
export interface EvaluationTaskRecord extends Identified {
  readonly name: string | null;
  readonly description: string | null;
  readonly state: OrUnknown<EvaluationTaskState> | null;
  readonly stateText: string | null;
  readonly isFinal: boolean;
  readonly kind: OrUnknown<EvaluationKind> | null;
  readonly kindText: string | null;
  readonly dataset: EvaluationDatasetRecord | null;
  readonly compute: EvaluationComputeRecord | null;
  readonly standard: EvaluationStandardRecord | null;
  readonly units: readonly EvaluationUnitRecord[];
  /** Null where it is not known. */
  readonly progress: EvaluationProgress | null;
  readonly resultDataset: ResultDatasetRecord | null;
  readonly createdAt: Date | null;
  readonly updatedAt: Date | null;
}

/** A task as a list tells of it: without its state, its settings and its versions. */
export type ListedEvaluationRecord = Known<EvaluationTaskRecord>;

export interface EvaluationComputeRecord {
  readonly vmType: number | null;
  readonly vmCount: number | null;
  readonly resourceId: string | null;
  readonly cpu: number | null;
  readonly memory: number | null;
}

/** A version within an evaluation. */
export interface EvaluationUnitRecord {
  readonly unitId: string | null;
  readonly state: string | null;
  readonly message: string | null;
  /** These five are absent where only the version's own answer tells them. */
  readonly modelName?: string | null | undefined;
  readonly version?: string | null | undefined;
  readonly versionDescription?: string | null | undefined;
  readonly originText?: string | null | undefined;
  readonly model?: ModelRef | null | undefined;
  readonly tags: readonly string[] | null;
  readonly modelVersion: MentionedVersion | null;
  readonly promptTemplate: string | null;
  readonly inferenceDataset: InferenceDatasetRecord | null;
  /** Whether the other version is compared with this one. */
  readonly isBaseline: boolean | null;
  readonly inferenceParameters: Readonly<Record<string, unknown>> | null;
}
