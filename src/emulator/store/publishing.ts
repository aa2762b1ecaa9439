import type { StoredModel } from "./model.ts";
import type { StoredRun, StoredTrainJob } from "./train-job.ts";

/** A model with an imported version takes no trained one. */
export function isImported(model: StoredModel): boolean {
  return model.versions.some(({ origin }) => origin.sourceType === "Import");
}

/** Whether what the job trains can be a version of the model. */
export function fits(model: StoredModel, job: StoredTrainJob): boolean {
  return model.trainType === "" || family(model.trainType) === family(job.trainType);
}

export function hasPublished(model: StoredModel, { runId }: StoredRun): boolean {
  return model.versions.some(
    ({ origin }) => origin.sourceType === "Train" && origin.trainSourceExtra.runId === runId,
  );
}

/** `ernieBotLite-v201-8k` is of the family `ernieBotLite`. */
function family(trainType: string): string {
  return trainType.replace(/-v\d.*$/, "");
}
