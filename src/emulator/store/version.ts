import { after, type Clock } from "../clock.ts";
import { VERSION_CREATING_MS } from "../life/timing.ts";
import { type VersionLife, type VersionState, versionState } from "../life/version-life.ts";
import { baseModelOf } from "./base-model.ts";
import type { Ids } from "./ids.ts";
import { IMAGE_PARAMS, TEXT_PARAMS, type VersionParams } from "./invocation-params.ts";
import type { StoredModel } from "./model.ts";
import { trainedBy, type VersionOrigin } from "./version-origin.ts";

export type SupportOption = "Deploy" | "Evaluation" | "Acceleration";

interface VersionFields {
  readonly modelVersionId: number;
  readonly modelVersionIdStr: string;
  readonly version: string;
  readonly description: string;
  readonly origin: VersionOrigin;
  readonly framework: string;
  readonly algorithm: string;
  readonly modelNet: string;
  readonly ioMode: "chat" | "completion";
  readonly ioLength: string;
  readonly copyright: string;
  /** Preset open-source models only. */
  readonly license?: string;
  readonly deployResource: readonly ("Public" | "Private")[];
  readonly trainType: string;
  /** What it was trained from; empty when that is not known. V2 only. */
  readonly baseModel: string;
  readonly params: VersionParams;
  readonly createTime: Date;
}

export interface StoredVersion extends VersionFields {
  readonly model: StoredModel;
  readonly modifyTime: Date;
  readonly state: VersionState;
  /** Nothing until it is `Ready`. */
  readonly supportOptions: readonly SupportOption[];
  stateAt(instant: Date): VersionState;
  /** Whether it supports evaluation once it is `Ready`. */
  readonly evaluable: boolean;
}

export interface VersionSeed extends Partial<VersionFields> {
  /** A state to stay in; `Ready` when left out. */
  readonly state?: VersionState;
  /** `Creating` now, and `Ready` after the usual time. */
  readonly published?: boolean;
  readonly modifyTime?: Date;
  /** What it can be used for once it is `Ready`; everything when left out. */
  readonly supportOptions?: readonly SupportOption[];
}

export function makeVersion(
  model: StoredModel,
  seed: VersionSeed,
  ids: Ids,
  clock: Clock,
): StoredVersion {
  const { state = "Ready", published, modifyTime, supportOptions = ALL_OPTIONS, ...given } = seed;
  const fields = { ...defaults(model, ids, clock), ...given };
  const life: VersionLife = published
    ? { kind: "creating", readyAt: after(fields.createTime, VERSION_CREATING_MS) }
    : { kind: "settled", state };
  return {
    ...fields,
    model,
    evaluable: supportOptions.includes("Evaluation"),
    stateAt: (instant) => versionState(life, instant),
    get state() {
      return versionState(life, clock.now());
    },
    get supportOptions() {
      return this.state === "Ready" ? supportOptions : [];
    },
    get modifyTime() {
      const becameReady = life.kind === "creating" && this.state === "Ready";
      return becameReady ? life.readyAt : (modifyTime ?? fields.createTime);
    },
  };
}

const ALL_OPTIONS: readonly SupportOption[] = ["Deploy", "Evaluation", "Acceleration"];

function defaults(model: StoredModel, ids: Ids, clock: Clock): VersionFields {
  const id = ids.next("version");
  const preset = model.source === "PlatformPreset";
  const ordinal = model.versionsMade + 1;
  return {
    modelVersionId: id.numeric,
    modelVersionIdStr: id.text,
    version: preset ? `${model.modelName}-${ordinal}` : String(ordinal),
    description: "",
    origin: preset ? { sourceType: "PlatformPreset" } : someTraining(ids),
    framework: preset ? "paddle" : "paddlepaddle",
    algorithm: "ERNIE_EB-ERNIEBOT_PRO",
    modelNet: "paddlepaddle-ERNIE_EB-ERNIEBOT_PRO_LORA",
    ioMode: "chat",
    ioLength: "",
    copyright: "",
    deployResource: [preset ? "Public" : "Private"],
    trainType: model.trainType,
    baseModel: baseModelOf(model.trainType),
    params: model.modelType === 1 ? IMAGE_PARAMS : TEXT_PARAMS,
    createTime: clock.now(),
  };
}

function someTraining(ids: Ids): VersionOrigin {
  const job = ids.next("trainJob");
  const run = ids.next("run");
  return trainedBy(
    { taskId: job.numeric, taskIdStr: job.text, taskName: `微调_${job.numeric}` },
    { runId: run.numeric, runIdStr: run.text, iterationVersion: 1 },
  );
}
