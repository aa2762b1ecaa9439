import { after } from "../clock.ts";
import { TASK_PENDING_MS } from "../life/timing.ts";
import type { StoredVersion } from "./version.ts";

/** A version inside a task, as it was when the task was made. */
export interface StoredUnit {
  readonly modelId: number;
  readonly modelName: string;
  readonly modelVersionId: number;
  readonly modelVersionIdStr: string;
  readonly modelVersion: string;
  readonly modelSource: string;
  readonly modelVersionDesc: string;
  /** Why the version cannot be evaluated; null when it can. */
  readonly failure: string | null;
}

export function makeUnit(version: StoredVersion, startedAt: Date): StoredUnit {
  return {
    modelId: version.model.modelId,
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
