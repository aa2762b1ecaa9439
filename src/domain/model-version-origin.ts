import type { Ref } from "./ref.ts";
import type { OrUnknown } from "./unknown.ts";

export const TRAIN_KINDS = ["FINE_TUNING", "REWARD_MODEL", "REINFORCEMENT_LEARNING"] as const;
export type TrainKind = (typeof TRAIN_KINDS)[number];

/** Where a version came from; told apart by `kind`. `text` is Qianfan's own word for it. */
export type OriginRecord = TrainOrigin | CompressionOrigin | ImportOrigin | PresetOrigin;

export interface TrainOrigin {
  readonly kind: "train";
  readonly text: "Train";
  readonly trainJobId: string | null;
  readonly trainJobNumericId: string | null;
  readonly trainJobName: string | null;
  readonly trainTaskId: string | null;
  readonly trainTaskNumericId: string | null;
  readonly iteration: number | null;
  readonly trainKind: OrUnknown<TrainKind> | null;
  readonly trainKindCode: number | null;
  readonly modelTypeCode: number | null;
  readonly templateTypeCode: number | null;
}

export interface CompressionOrigin {
  readonly kind: "compression";
  readonly text: "Acceleration";
  readonly compressionTaskId: string | null;
  readonly compressionTaskName: string | null;
  readonly sourceModelVersion: Ref | null;
}

export interface ImportOrigin {
  readonly kind: "import";
  readonly text: "Import";
  readonly bucket: string | null;
  readonly object: string | null;
}

export interface PresetOrigin {
  readonly kind: "preset";
  readonly text: "PlatformPreset";
}
