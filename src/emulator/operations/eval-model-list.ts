import { z } from "zod";
import type { StoredModel } from "../store/model.ts";
import type { StoredVersion } from "../store/version.ts";
import { operation } from "./operation.ts";

/** Every model with a version that can be evaluated now, own ones first, with those versions. */
export const evalModelList = operation(z.object({}), (_, { own, presets }) =>
  [...own.models, ...presets.models]
    .map(evaluable)
    .filter(({ modelVersionList }) => modelVersionList.length > 0),
);

function evaluable(model: StoredModel) {
  return {
    modelId: model.modelId,
    modelIdStr: model.modelIdStr,
    modelName: model.modelName,
    source: model.source,
    modelType: model.modelType,
    tags: model.tags,
    trainType: model.trainType,
    modelVersionList: model.versions
      .filter(({ supportOptions }) => supportOptions.includes("Evaluation"))
      .map(versionAnswer),
  };
}

function versionAnswer(version: StoredVersion) {
  return {
    modelVersionId: version.modelVersionId,
    modelVersionIdStr: version.modelVersionIdStr,
    version: version.version,
    sourceType: version.origin.sourceType,
    framework: version.framework,
    algorithm: version.algorithm,
    modelNet: version.modelNet,
    trainType: version.trainType,
    description: version.description,
  };
}
