import { z } from "zod";
import { action, id } from "../action.ts";
import { invalidParam } from "../errors.ts";

/** Takes an own model with its versions. Whether Qianfan refuses when it is in use is not known. */
export const deleteModelSet = action(z.object({ modelSetId: id }), ({ modelSetId }, registry) => {
  if (!registry.own.models.get(modelSetId)) throw invalidParam("modelSetId");
  registry.deleteModel(modelSetId);
  return {};
});

export const deleteModel = action(z.object({ modelId: id }), ({ modelId }, registry) => {
  if (!registry.own.versions.get(modelId)) throw invalidParam("modelId");
  registry.deleteVersion(modelId);
  return {};
});
