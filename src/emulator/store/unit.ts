import { after } from "../clock.ts";
import { TASK_PENDING_MS } from "../life/timing.ts";
import { textId } from "./ids.ts";
import type { StoredVersion } from "./version.ts";

/** A version inside a task, as it was when the task was made. */
export interface StoredUnit {
  /** `ameu-`, the same in the report. */
  readonly evalUnitId: string;
  /** The data set that its answers go to, once there are any. */
  readonly inferDataset: { readonly id: string; readonly name: string };
  readonly settings: UnitSettings;
  readonly modelId: number;
  readonly modelIdStr: string;
  readonly modelName: string;
  readonly modelVersionId: number;
  readonly modelVersionIdStr: string;
  readonly modelVersion: string;
  readonly modelSource: string;
  readonly modelVersionDesc: string;
  /** Why the version cannot be evaluated; null when it can. */
  readonly failure: string | null;
}

/** What eval/create sets for one version. */
export interface UnitSettings {
  readonly prompt?: { readonly enable?: boolean; readonly content?: string };
  /** V2 only; the emulator's results do not depend on them. */
  readonly params?: Readonly<Record<string, unknown>>;
  readonly isBaseline?: boolean;
  /** The bucket its answers are stored in; the platform's storage when left out. */
  readonly storage?: { readonly bucket: string; readonly path: string };
}

interface UnitSeed {
  readonly taskId: number;
  readonly taskName: string;
  readonly index: number;
  readonly startedAt: Date;
  readonly settings?: UnitSettings | undefined;
}

export function makeUnit(version: StoredVersion, seed: UnitSeed): StoredUnit {
  const { taskId, taskName, index, startedAt, settings = {} } = seed;
  const key = `evaluation ${taskId} unit ${index}`;
  return {
    evalUnitId: textId("ameu-", key, 12),
    inferDataset: { id: textId("ds-", key, 16), name: textId(`${taskName}_`, key, 6) },
    settings,
    modelId: version.model.modelId,
    modelIdStr: version.model.modelIdStr,
    modelName: version.model.modelName,
    modelVersionId: version.modelVersionId,
    modelVersionIdStr: version.modelVersionIdStr,
    modelVersion: version.version,
    modelSource: version.origin.sourceType,
    modelVersionDesc: version.description,
    failure: failureOf(version, after(startedAt, TASK_PENDING_MS)),
  };
}

// Decided once: later changes of the version must not change a task that has ended.
function failureOf(version: StoredVersion, workBegins: Date): string | null {
  const state = version.stateAt(workBegins);
  if (state !== "Ready") return `模型版本状态为${state}，无法评估`;
  return version.evaluable ? null : "模型版本不支持评估";
}
