import { z } from "zod";
import {
  invalidParameter,
  modelIsImported,
  modelNameEmpty,
  modelNameTaken,
  modelNotFound,
  runAlreadyPublished,
  runNotFinished,
  runNotFound,
  trainTypeMismatch,
} from "../errors.ts";
import type { StoredModel } from "../store/model.ts";
import { fits, hasPublished, isImported } from "../store/publishing.ts";
import type { Registry } from "../store/registry.ts";
import type { AnyId } from "../store/table.ts";
import type { StoredRun, StoredTrainJob } from "../store/train-job.ts";
import { trainedBy } from "../store/version-origin.ts";
import { anyId, operation } from "./operation.ts";

const request = z.object({
  isNewModel: z.boolean(),
  modelName: z.string().optional(),
  modelId: anyId.optional(),
  tags: z.array(z.string()).optional(),
  versionMeta: z.object({
    /** The train job. */
    taskId: anyId,
    /** One run of it. */
    iterationId: anyId,
    description: z.string().optional(),
    step: z.int().optional(),
  }),
});

type Request = z.output<typeof request>;

export const publishTrainModel = operation(request, (input, registry) => {
  const target = input.isNewModel ? undefined : existingModel(input, registry);
  const name = input.isNewModel ? newName(input, registry) : undefined;
  const { job, run } = finishedRun(input, registry);
  if (target) checkFit(target, job, run);

  const model = target ?? registry.addModel({ name, trainType: job.trainType, tags: input.tags });
  const version = registry.addVersion(model.modelId, {
    description: input.versionMeta.description ?? "",
    origin: trainedBy(job, run),
    trainType: job.trainType,
    baseModel: job.model,
    published: true,
  });
  return {
    modelId: model.modelId,
    modelIDStr: model.modelIdStr,
    version: version.version,
    versionId: version.modelVersionId,
    versionIdStr: version.modelVersionIdStr,
  };
});

function newName({ modelName }: Request, { own }: Registry): string {
  if (!modelName) throw modelNameEmpty();
  for (const model of own.models) if (model.modelName === modelName) throw modelNameTaken();
  return modelName;
}

function existingModel({ modelId }: Request, { own }: Registry): StoredModel {
  if (modelId === undefined) throw invalidParameter("modelId");
  const model = own.models.get(modelId);
  if (!model) throw modelNotFound();
  if (isImported(model)) throw modelIsImported();
  return model;
}

function finishedRun({ versionMeta }: Request, { trainJobs }: Registry) {
  const job = trainJobs.get(versionMeta.taskId);
  const run = job && findRun(job, versionMeta.iterationId);
  if (!job || !run) throw runNotFound();
  if (run.state !== "Done") throw runNotFinished();
  return { job, run };
}

function findRun(job: StoredTrainJob, id: AnyId): StoredRun | undefined {
  return job.runs.find(({ runId, runIdStr }) => String(id) === String(runId) || id === runIdStr);
}

function checkFit(model: StoredModel, job: StoredTrainJob, run: StoredRun): void {
  if (!fits(model, job)) throw trainTypeMismatch();
  if (hasPublished(model, run)) throw runAlreadyPublished();
}
