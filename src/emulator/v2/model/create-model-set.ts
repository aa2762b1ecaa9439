import { z } from "zod";
import { MODEL_KINDS, modelTypeOf } from "../../store/model-kind.ts";
import { action } from "../action.ts";
import { invalidParam } from "../errors.ts";

const request = z.object({
  modelSetName: z.string().min(1),
  modelType: z.string().refine((kind) => MODEL_KINDS.has(kind)),
  labels: z.array(z.string()).optional(),
});

export const createCustomModelSet = action(
  request,
  ({ modelSetName: name, modelType: modelKind, labels: tags }, registry) => {
    for (const model of registry.own.models) {
      if (model.modelName === name) throw invalidParam("modelSetName");
    }
    // V1 learns a model's train type from the first publishing, V2 never does: it fits every job.
    const seed = { name, modelKind, modelType: modelTypeOf(modelKind), trainType: "", tags };
    return { modelSetId: registry.addModel(seed).modelIdStr };
  },
);
