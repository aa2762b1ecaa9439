import type { ModelType } from "./model-type.ts";
import type { ModelVersionSummary, NamedVersion } from "./model-version.ts";
import type { Identified, Known } from "./ref.ts";
import type { OrUnknown } from "./unknown.ts";

export const MODEL_SOURCES = ["OWN", "PRESET"] as const;
export type ModelSource = (typeof MODEL_SOURCES)[number];

/**
 * A model and all its versions: the newest first, or in Qianfan's order where they are only named, each
 * to be completed by its own answer.
 */
export interface ModelRecord extends Identified {
  readonly name: string | null;
  readonly description: string | null;
  readonly source: OrUnknown<ModelSource> | null;
  readonly sourceText: string | null;
  readonly type: OrUnknown<ModelType> | null;
  /** V1 has a number, V2 a word. */
  readonly typeCode: number | null;
  readonly typeText: string | null;
  readonly trainType: string | null;
  /** Undefined where only the lists tell them. */
  readonly tags: readonly string[] | null | undefined;
  readonly creator: ModelCreator | null;
  readonly createdAt: Date | null;
  readonly updatedAt: Date | null;
  readonly versions: readonly NamedVersion[];
  readonly versionCount: number;
  /** Undefined where only the versions' own answers tell which it is. */
  readonly latestVersion: NamedVersion | null | undefined;
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
