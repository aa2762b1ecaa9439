import type { EmulatorAccount } from "../account.ts";
import type { Clock } from "../clock.ts";
import type { Ids } from "./ids.ts";
import { modelKindOf } from "./model-kind.ts";
import type { StoredVersion, VersionSeed } from "./version.ts";

export type ModelSource = "UserCreate" | "PlatformPreset";

export interface StoredModel {
  readonly modelId: number;
  readonly modelIdStr: string;
  readonly modelName: string;
  readonly source: ModelSource;
  /** 0 text, 1 text to image, and so on. */
  readonly modelType: number;
  /** The same in V2's words, which are more than V1's numbers. */
  readonly modelKind: string;
  readonly createUserId: number;
  readonly createUser: string;
  readonly description: string;
  readonly trainType: string;
  readonly tags: readonly string[] | null;
  readonly createTime: Date;
  /** Oldest first. */
  readonly versions: StoredVersion[];
  /** How many versions it ever had: a deleted version's number is not given again. */
  versionsMade: number;
}

export interface ModelSeed {
  readonly modelId?: number;
  readonly modelIdStr?: string;
  readonly name?: string;
  readonly source?: ModelSource;
  readonly modelType?: number;
  /** When left out: the word for `modelType`. */
  readonly modelKind?: string;
  readonly description?: string;
  readonly trainType?: string;
  readonly tags?: readonly string[];
  readonly createTime?: Date;
  /** How many `Ready` versions, or what each is like. */
  readonly versions?: number | readonly VersionSeed[];
}

export function makeModel(
  seed: ModelSeed,
  account: EmulatorAccount,
  ids: Ids,
  clock: Clock,
): StoredModel {
  const id = ids.next("model");
  const source = seed.source ?? "UserCreate";
  const preset = source === "PlatformPreset";
  const modelType = seed.modelType ?? 0;
  return {
    modelId: seed.modelId ?? id.numeric,
    modelIdStr: seed.modelIdStr ?? id.text,
    modelName: seed.name ?? `模型_${id.numeric}`,
    source,
    modelType,
    modelKind: seed.modelKind ?? modelKindOf(modelType),
    createUserId: preset ? -1 : account.userId,
    createUser: preset ? "" : "demo_user",
    description: seed.description ?? "",
    trainType: seed.trainType ?? (preset ? "" : "ernieBotLite-Speed"),
    tags: seed.tags ?? null,
    createTime: seed.createTime ?? clock.now(),
    versions: [],
    versionsMade: 0,
  };
}

/** When the model or any of its versions last changed. */
export function modelModifyTime(model: StoredModel): Date {
  const times = model.versions.map((version) => version.modifyTime.getTime());
  return new Date(times.reduce((a, b) => Math.max(a, b), model.createTime.getTime()));
}
