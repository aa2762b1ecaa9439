import type { EvaluationKind } from "../../../domain/evaluation-kind.ts";
import type { IoMode } from "../../../domain/io-mode.ts";
import type { ModelType } from "../../../domain/model-type.ts";
import type { TokenLimits } from "../../../domain/token-limits.ts";
import type {
  EvaluationReportEntryRecord,
  EvaluationTaskRecord,
  EvaluationUnitRecord,
  ModelRecord,
  ModelRef,
  ModelVersionRecord,
  ResultExportRecord,
} from "../../records.ts";

/**
 * A record of which a protocol knows less. A member that is null is unknown to the protocol, or there is
 * none; one that is absent is told by another call.
 */
export type Partly<Record> = { readonly [Member in keyof Record]?: Record[Member] | null };

type Settled = "id" | "versions" | "latestVersion" | "type";

/** A model as V2 tells it: of its versions the ids and the names alone. */
export interface ModelSetRecord extends Partly<Omit<ModelRecord, Settled>> {
  readonly id: string;
  readonly type: ModelType | "UNKNOWN" | null;
  /** `type` in Qianfan's own spelling. */
  readonly typeText: string | null;
  /** In Qianfan's order, which is not documented. */
  readonly versions: readonly VersionMention[];
  /** Absent where there are several: nothing tells which is the newest. */
  readonly latestVersion?: VersionMention | null;
}

/** A version as a model or a list of evaluable versions mentions it. */
export interface VersionMention {
  readonly id: string;
  readonly numericId: null;
  readonly model?: ModelSetRecord | ModelRef;
  /** The model's name. */
  readonly name?: string | null;
  readonly version?: string;
  readonly createdAt?: Date | null;
}

/** A version that can be evaluated. Its model is known by its name alone. */
export interface EvaluableVersion extends VersionMention {
  readonly name: string | null;
  readonly source: "OWN" | "PRESET" | "UNKNOWN" | null;
  readonly sourceText: string | null;
}

type Replaced = "id" | "origin" | "ioMode" | "model";

export interface VersionRecord extends Partly<Omit<ModelVersionRecord, Replaced>> {
  readonly id: string;
  readonly model: ModelRef | null;
  readonly origin: OriginRecord | null;
  readonly ioMode: IoMode | "UNKNOWN" | null;
  /** Such as `ERNIE-Speed-8K`. */
  readonly baseModel: string | null;
  readonly tokenLimits: TokenLimits | null;
  /** These three are on no page: passed on as they are. */
  readonly resourceConfig: Readonly<Record<string, unknown>> | null;
  readonly advancedSettings: Readonly<Record<string, unknown>> | null;
  readonly compressionSettings: Readonly<Record<string, unknown>> | null;
}

/** Where a version came from. The job of a train task is told by DescribeFineTuningTask. */
export type OriginRecord =
  | { readonly kind: "train"; readonly text: string; readonly trainTaskId: string | null }
  | {
      readonly kind: "compression";
      readonly text: string;
      readonly compressionTaskId: string | null;
    }
  | {
      readonly kind: "import";
      readonly text: string;
      readonly bucket: string | null;
      readonly object: string | null;
    }
  | { readonly kind: "preset"; readonly text: string };

type Of<Key extends keyof EvaluationTaskRecord> = NonNullable<EvaluationTaskRecord[Key]>;

export interface EvaluationRecord
  extends Partly<Omit<EvaluationTaskRecord, "id" | "standard" | "units" | "dataset">> {
  readonly id: string;
  readonly kind: EvaluationKind | "UNKNOWN" | null;
  readonly kindText: string | null;
  readonly createdAt: Date | null;
  readonly updatedAt?: Date | null;
  readonly dataset?: Partly<Of<"dataset">> | null;
  readonly standard?: StandardRecord | null;
  readonly units?: readonly UnitRecord[];
}

type Standard = Of<"standard">;
type Setting<Mode extends "rule" | "judge" | "manual"> = NonNullable<Standard[Mode]>;

export interface StandardRecord extends Pick<Standard, "modes" | "modesText"> {
  readonly rule: (Setting<"rule"> & { readonly stopWords: readonly string[] | null }) | null;
  readonly judge: Partly<Setting<"judge">> | null;
  readonly manual: Partly<Setting<"manual">> | null;
}

export interface UnitRecord
  extends Partly<Omit<EvaluationUnitRecord, "modelVersion" | "inferenceDataset">> {
  readonly modelVersion: { readonly id: string } | null;
  readonly inferenceDataset: Partly<NonNullable<EvaluationUnitRecord["inferenceDataset"]>> | null;
  /** What the others are compared with. */
  readonly isBaseline: boolean | null;
  readonly inferenceParameters: Readonly<Record<string, unknown>> | null;
}

export interface ReportEntryRecord
  extends Partly<Omit<EvaluationReportEntryRecord, "modelVersion" | "inferenceDataset">> {
  readonly entryId: string | null;
  readonly modelVersion: { readonly id: string } | null;
  readonly inferenceDataset: UnitRecord["inferenceDataset"];
  /** What was evaluated: an open set of words. */
  readonly objectTypeText: string | null;
}

export interface ExportRecord extends Partly<ResultExportRecord> {
  readonly id: string;
  readonly contents: readonly string[];
}
