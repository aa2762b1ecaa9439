import type { OrUnknown } from "./unknown.ts";

export const DATASET_PROJECT_TYPES = [
  "CONVERSATION",
  "GENERIC_TEXT",
  "QUERY_SET",
  "TEXT_TO_IMAGE",
] as const;
export type DatasetProjectType = (typeof DATASET_PROJECT_TYPES)[number];

export const DATASET_IMPORT_STATUSES = [
  "NOT_STARTED",
  "INITIALIZED",
  "RUNNING",
  "DONE",
  "FAILED",
  "STOPPED",
] as const;
export type DatasetImportStatus = (typeof DATASET_IMPORT_STATUSES)[number];

export const DATASET_RELEASE_STATUSES = ["NOT_STARTED", "RUNNING", "DONE", "FAILED"] as const;
export type DatasetReleaseStatus = (typeof DATASET_RELEASE_STATUSES)[number];

export const INFERENCE_DATASET_STATES = ["PENDING", "SUCCEEDED"] as const;
export type InferenceDatasetState = (typeof INFERENCE_DATASET_STATES)[number];

/** What versions are evaluated on. */
export interface EvaluationDatasetRecord {
  readonly datasetId: string | null;
  readonly numericId: string | null;
  /** Absent where only the data set's own answer tells it. */
  readonly name?: string | null | undefined;
}

/** Where an evaluation wrote the answers of all its versions. */
export interface ResultDatasetRecord {
  readonly datasetId: string;
  readonly numericId: string | null;
  readonly name: string | null;
  readonly projectType: OrUnknown<DatasetProjectType> | null;
  readonly projectTypeCode: number | null;
  readonly importStatus: OrUnknown<DatasetImportStatus> | null;
  readonly importStatusCode: number | null;
  readonly releaseStatus: OrUnknown<DatasetReleaseStatus> | null;
  readonly releaseStatusCode: number | null;
}

/** The data set of one version's answers. */
export interface InferenceDatasetRecord {
  readonly datasetId: string | null;
  /** Absent where only the data set's own answer tells it. */
  readonly name?: string | null | undefined;
  readonly state: OrUnknown<InferenceDatasetState> | null;
  readonly stateText: string | null;
  readonly errorMessage: string | null;
  readonly bucket: string | null;
  readonly path: string | null;
}
