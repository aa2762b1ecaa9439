import type { ModelVersionSummary } from "./model-version.ts";
import type { Identified, Known } from "./ref.ts";
import type { OrUnknown } from "./unknown.ts";

export const MODEL_SOURCES = ["OWN", "PRESET"] as const;
export type ModelSource = (typeof MODEL_SOURCES)[number];

export const MODEL_TYPES = [
  "TEXT_GENERATION",
  "IMAGE_GENERATION",
  "INDUSTRIAL_SEARCH",
  "TEXT_REPRESENTATION",
  "VECTOR",
  "IMAGE_UNDERSTANDING",
  "INDUSTRY",
] as const;
export type ModelType = (typeof MODEL_TYPES)[number];

/** A model and all its versions, the newest first. */
export interface ModelRecord extends Identified {
  readonly name: string | null;
  readonly description: string | null;
  readonly source: OrUnknown<ModelSource> | null;
  readonly sourceText: string | null;
  readonly type: OrUnknown<ModelType> | null;
  readonly typeCode: number | null;
  readonly trainType: string | null;
  /** Undefined where only the lists tell them. */
  readonly tags: readonly string[] | undefined;
  readonly creator: ModelCreator | null;
  readonly createdAt: Date | null;
  readonly updatedAt: Date | null;
  readonly versions: readonly ModelVersionSummary[];
  readonly versionCount: number;
  readonly latestVersion: ModelVersionSummary | null;
}

export interface ModelCreator {
  readonly userId: string | null;
  readonly name: string | null;
}

/** A model as a list tells of it, with some of its newest version. */
export type ListedModelRecord = Omit<Known<ModelRecord>, "latestVersion"> & {
  readonly latestVersion?: Known<ModelVersionSummary> | null | undefined;
};

/** A model that can be evaluated, with those of its versions that can. */
export interface EvaluableModelRecord {
  readonly model: Known<ModelRecord>;
  readonly versions: readonly Known<ModelVersionSummary>[];
}
