import type { StoredRun, StoredTrainJob } from "./train-job.ts";

/** Where a version came from: its `sourceType` and, but for preset ones, its `sourceExtra`. */
export type VersionOrigin =
  | { readonly sourceType: "Train"; readonly trainSourceExtra: TrainSource }
  | { readonly sourceType: "Acceleration"; readonly accelerationSourceExtra: AccelerationSource }
  | { readonly sourceType: "Import"; readonly importModelVersionSourceExtra: ImportSource }
  | { readonly sourceType: "PlatformPreset" };

export interface TrainSource {
  readonly taskId: number;
  readonly taskIdStr: string;
  readonly taskName: string;
  readonly iterationVersion: number;
  readonly runId: number;
  readonly runIdStr: string;
  readonly devType: number;
  readonly modelType: number;
  readonly templateType: number;
}

export interface AccelerationSource {
  readonly taskId: number;
  readonly taskName: string;
  readonly sourceModelVersionId: number;
}

export interface ImportSource {
  readonly bucket: string;
  readonly object: string;
}

export function trainedBy(
  job: Pick<StoredTrainJob, "taskId" | "taskIdStr" | "taskName">,
  run: Pick<StoredRun, "runId" | "runIdStr" | "iterationVersion">,
): VersionOrigin {
  return {
    sourceType: "Train",
    trainSourceExtra: {
      taskId: job.taskId,
      taskIdStr: job.taskIdStr,
      taskName: job.taskName,
      iterationVersion: run.iterationVersion,
      runId: run.runId,
      runIdStr: run.runIdStr,
      devType: 1,
      modelType: 20,
      templateType: 2000,
    },
  };
}
