import { z } from "zod";
import { beijingTime } from "../clock.ts";
import { modelNotFound } from "../errors.ts";
import { modelModifyTime } from "../store/model.ts";
import { anyId, operation } from "./operation.ts";
import { versionAnswer } from "./version-answer.ts";

export const modelDetail = operation(z.object({ modelId: anyId }), ({ modelId }, registry) => {
  const model = registry.model(modelId);
  if (!model) throw modelNotFound();
  return {
    modelId: model.modelId,
    modelIdStr: model.modelIdStr,
    modelName: model.modelName,
    source: model.source,
    modelType: model.modelType,
    createUserId: model.createUserId,
    createUser: model.createUser,
    createTime: beijingTime(model.createTime),
    modifyTime: beijingTime(modelModifyTime(model)),
    description: model.description,
    trainType: model.trainType,
    modelVersionList: model.versions.map(versionAnswer),
  };
});
