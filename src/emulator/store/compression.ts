import type { Clock } from "../clock.ts";
import {
  type CompressionLife,
  type CompressionState,
  compressionEnd,
  compressionState,
} from "../life/compression-life.ts";
import type { IdPair } from "./ids.ts";
import type { StoredModel } from "./model.ts";
import type { StoredVersion, VersionSeed } from "./version.ts";

export interface CompressionSettings {
  readonly name: string;
  readonly description: string;
  readonly source: StoredVersion;
  /** Where the new version goes. */
  readonly target: StoredModel;
  /** `{ strategy, weight }`, as it was sent. */
  readonly config: Readonly<Record<string, unknown>>;
}

export interface CompressionSeed extends Omit<CompressionSettings, "description"> {
  readonly id?: IdPair;
  readonly description?: string;
  readonly createTime?: Date;
  /** A state to stay in. When left out it runs since its creation, and succeeds. */
  readonly state?: CompressionState;
  readonly failedReason?: string;
  /** What it made; for one that is `succeeded` from the start. */
  readonly version?: StoredVersion;
}

/** A compression task. Its state follows from its life and the clock. */
export class StoredCompression {
  readonly createTime: Date;
  #life: CompressionLife;
  #version: StoredVersion | null;
  #failedReason: string;

  constructor(
    readonly id: IdPair,
    readonly settings: CompressionSettings,
    seed: Pick<CompressionSeed, "createTime" | "state" | "failedReason" | "version">,
    private readonly clock: Clock,
  ) {
    this.createTime = seed.createTime ?? clock.now();
    this.#life = seed.state
      ? { kind: "settled", state: seed.state }
      : { kind: "running", startedAt: this.createTime };
    this.#version = seed.version ?? null;
    this.#failedReason = seed.failedReason ?? "";
  }

  get state(): CompressionState {
    return compressionState(this.#life, this.clock.now());
  }

  get failedReason(): string {
    return this.#failedReason;
  }

  /** What it made; null until it has succeeded. */
  get version(): StoredVersion | null {
    return this.#version;
  }

  /** Whether its version is due and not made yet. */
  get isDue(): boolean {
    return this.#life.kind === "running" && this.state === "succeeded" && !this.#version;
  }

  get endTime(): Date {
    return compressionEnd(this.createTime);
  }

  stop(): void {
    this.#life = { kind: "stopping", since: this.clock.now() };
  }

  succeed(version: StoredVersion): void {
    this.#version = version;
  }

  fail(reason: string): void {
    this.#life = { kind: "settled", state: "failed" };
    this.#failedReason = reason;
  }
}

/** What a compression makes of its source. It cannot be compressed again. */
export function compressedVersion({ id, settings, endTime }: StoredCompression): VersionSeed {
  const { source, name, description } = settings;
  return {
    description,
    origin: {
      sourceType: "Acceleration",
      accelerationSourceExtra: {
        taskId: id.numeric,
        taskName: name,
        sourceModelVersionId: source.modelVersionId,
      },
    },
    ioMode: source.ioMode,
    ioLength: source.ioLength,
    trainType: source.trainType,
    baseModel: source.baseModel,
    supportOptions: ["Deploy", "Evaluation"],
    createTime: endTime,
  };
}
