export const COMPRESSION_STATES = [
  "CREATING",
  "RUNNING",
  "SUCCEEDED",
  "FAILED",
  "STOPPING",
  "STOPPED",
] as const;

export type CompressionState = (typeof COMPRESSION_STATES)[number];

export const FINAL_COMPRESSION_STATES: ReadonlySet<string> = new Set<CompressionState>([
  "SUCCEEDED",
  "FAILED",
  "STOPPED",
]);

export const COMPRESSION_STRATEGIES = ["QUANTIZATION", "SPARSITY"] as const;

export type CompressionStrategy = (typeof COMPRESSION_STRATEGIES)[number];

/** Makes a smaller version of a model version. */
export interface CompressionTaskRecord {
  /** `amva-`. */
  readonly id: string;
  readonly name: string | null;
  readonly description: string | null;
  readonly state: CompressionState | "UNKNOWN" | null;
  readonly stateText: string | null;
  readonly isFinal: boolean;
  readonly sourceModelVersion: { readonly id: string } | null;
  /** The version it made; null until it has succeeded. */
  readonly modelVersion: { readonly id: string } | null;
  readonly createdAt: Date | null;
  readonly finishedAt: Date | null;
  /** Absent in a list, as are the settings: not loaded. */
  readonly failureReason?: string | null;
  readonly settings?: CompressionSettings | null;
}

export interface CompressionSettings {
  readonly strategy: CompressionStrategy | "UNKNOWN" | null;
  readonly strategyText: string | null;
  /** Such as `INT8-PTQ`; the sources do not agree on the words. */
  readonly weight: string | null;
}

export interface CompressionRequest {
  readonly name: string;
  readonly description?: string | undefined;
  readonly sourceModelVersionId: string;
  /** The model that the new version goes to. */
  readonly targetModelId: string;
  readonly settings:
    | { readonly strategy: "QUANTIZATION"; readonly weight: string }
    | { readonly strategy: "SPARSITY" };
}
