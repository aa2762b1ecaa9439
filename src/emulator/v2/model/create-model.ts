import { z } from "zod";
import type { StoredModel } from "../../store/model.ts";
import { fits, hasPublished } from "../../store/publishing.ts";
import type { Registry } from "../../store/registry.ts";
import type { VersionSeed } from "../../store/version.ts";
import { trainedBy } from "../../store/version-origin.ts";
import { action, id } from "../action.ts";
import { invalidParam } from "../errors.ts";

const MAX_DESCRIPTION = 300;

const request = z.object({
  modelSetId: id,
  sourceType: z.enum(["Train", "Import"]),
  description: z.string().max(MAX_DESCRIPTION).default(""),
  trainMeta: z
    .object({
      taskId: id,
      checkpointStep: z.int().optional(),
      /** So the page's example and the SDK have it. */
      step: z.int().optional(),
    })
    .optional(),
  importMeta: z
    .object({
      bucket: z.string().min(1),
      objectPath: z.string().min(1),
      modelFormat: z.string().min(1),
    })
    .optional(),
});

type Request = z.output<typeof request>;

export const createCustomModel = action(request, (input, registry) => {
  const model = registry.own.models.get(input.modelSetId);
  if (!model) throw invalidParam("modelSetId");
  const made = input.sourceType === "Train" ? trained(input, model, registry) : imported(input);
  const { description } = input;
  const version = registry.addVersion(model.modelId, { ...made, description, published: true });
  return { modelSetId: model.modelIdStr, modelId: version.modelVersionIdStr };
});

function trained({ trainMeta }: Request, model: StoredModel, registry: Registry): VersionSeed {
  if (!trainMeta) throw invalidParam("trainMeta");
  const found = registry.findRun(trainMeta.taskId);
  if (found?.run.state !== "Done") throw invalidParam("taskId");
  const { job, run } = found;
  if (!fits(model, job) || hasPublished(model, run)) throw invalidParam("taskId");
  return { origin: trainedBy(job, run), trainType: job.trainType, baseModel: job.model };
}

function imported({ importMeta }: Request): VersionSeed {
  if (!importMeta) throw invalidParam("importMeta");
  const { bucket, objectPath: object } = importMeta;
  const origin = {
    sourceType: "Import",
    importModelVersionSourceExtra: { bucket, object },
  } as const;
  return { origin, baseModel: "", supportOptions: ["Deploy", "Evaluation"] };
}
