import type { IoMode } from "./io-mode.ts";
import type { OriginRecord } from "./model-version-origin.ts";
import type { NamedValue } from "./named-value.ts";
import type { Identified, Known, ModelRef } from "./ref.ts";
import type { TokenLimits } from "./token-limits.ts";
import type { OrUnknown } from "./unknown.ts";

export const MODEL_VERSION_STATES = ["CREATING", "READY", "FAILED"] as const;
export type ModelVersionState = (typeof MODEL_VERSION_STATES)[number];

export const DEPLOY_TARGETS = ["PUBLIC_POOL", "PRIVATE_POOL"] as const;
export type DeployTarget = (typeof DEPLOY_TARGETS)[number];

export const MODEL_CAPABILITIES = ["DEPLOY", "EVALUATION", "COMPRESSION"] as const;
export type ModelCapability = (typeof MODEL_CAPABILITIES)[number];

/** All of a version but its parameters, which only its own answer tells. */
export interface ModelVersionSummary extends Identified {
  readonly model: ModelRef | null;
  /** Its model's name; absent where only the model's own answer tells it. */
  readonly name?: string | null | undefined;
  readonly version: string | null;
  readonly description: string | null;
  readonly state: OrUnknown<ModelVersionState> | null;
  readonly stateText: string | null;
  readonly origin: OriginRecord | null;
  readonly originText: string | null;
  readonly framework: string | null;
  readonly algorithm: string | null;
  readonly network: string | null;
  readonly ioMode: OrUnknown<IoMode> | null;
  readonly ioModeText: string | null;
  readonly ioLength: string | null;
  readonly tokenLimits: TokenLimits | null;
  /** Such as `ERNIE-Speed-8K`. */
  readonly baseModel: string | null;
  readonly copyright: string | null;
  readonly license: string | null;
  readonly properties: readonly NamedValue[] | null;
  readonly trainType: string | null;
  readonly deployTargets: readonly OrUnknown<DeployTarget>[] | null;
  readonly deployTargetTexts: readonly string[] | null;
  readonly capabilities: readonly OrUnknown<ModelCapability>[] | null;
  readonly capabilityTexts: readonly string[] | null;
  /** V2 has these three, on no page: passed on as they are. */
  readonly resourceConfig: FreeForm | null;
  readonly advancedSettings: FreeForm | null;
  readonly compressionSettings: FreeForm | null;
  readonly createdAt: Date | null;
  readonly updatedAt: Date | null;
}

/** An object whose members are not documented. */
export type FreeForm = Readonly<Record<string, unknown>>;
/** A version as its model tells of it: whole, or by its name alone. */
export type NamedVersion = Known<ModelVersionSummary> & Pick<ModelVersionSummary, "id">;

/** Whether all of a version is told but its parameters. */
export function isWhole<Version extends { readonly state?: unknown }>(
  version: Version,
): version is Version & ModelVersionSummary {
  return version.state !== undefined;
}

export interface ModelVersionRecord extends ModelVersionSummary {
  readonly parameters: ModelVersionParameters | null;
}

export interface ModelVersionParameters {
  readonly input: Readonly<Record<string, unknown>> | null;
  readonly output: Readonly<Record<string, unknown>> | null;
}

/** Whether a version stays as it is. */
export function isFinalVersion({ state }: { readonly state?: unknown }): boolean {
  return state === "READY" || state === "FAILED";
}
