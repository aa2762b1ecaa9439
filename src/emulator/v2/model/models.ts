import { z } from "zod";
import { beijingTime } from "../../clock.ts";
import type { Registry } from "../../store/registry.ts";
import type { StoredVersion } from "../../store/version.ts";
import type { VersionOrigin } from "../../store/version-origin.ts";
import { action, id } from "../action.ts";
import { invalidParam } from "../errors.ts";
import { applicationType, tokenLimitations } from "./capabilities.ts";

const request = z.object({ modelId: id });

/** Own versions, and preset ones. */
export const describeModel = action(request, ({ modelId }, registry) => {
  const version = registry.version(modelId);
  if (!version) throw invalidParam("modelId");
  const { baseModel, description } = version;
  return {
    ...common(version),
    ...(baseModel !== "" && { model: baseModel }),
    sourceInfo: sourceInfo(version.origin, registry),
    ...(description !== "" && { description }),
  };
});

export const describeSystemModel = action(request, ({ modelId }, { presets }) => {
  const version = presets.versions.get(modelId);
  if (!version) throw invalidParam("modelId");
  return { ...common(version), description: version.description };
});

function common(version: StoredVersion) {
  const { supportOptions } = version;
  return {
    modelSetId: version.model.modelIdStr,
    modelId: version.modelVersionIdStr,
    modelName: version.version,
    status: version.state,
    createTime: beijingTime(version.createTime),
    modifyTime: beijingTime(version.modifyTime),
    modelApplicationType: applicationType(version),
    tokenLimitations: tokenLimitations(version),
    isSupportDeploy: supportOptions.includes("Deploy"),
    isSupportModelComp: supportOptions.includes("Acceleration"),
    isSupportEvaluation: supportOptions.includes("Evaluation"),
  };
}

// For other sources V2 has an id or an address; the names are not known.
function sourceInfo(origin: VersionOrigin, { compressions }: Registry) {
  const { sourceType } = origin;
  if (sourceType === "Acceleration") {
    const task = compressions.get(origin.accelerationSourceExtra.taskId);
    // That there is an id is documented; its name is not, and is assumed to be the one that requests have.
    return { sourceType, modelCompTaskId: task?.id.text };
  }
  if (sourceType !== "Train") return { sourceType };
  return { sourceType, trainTaskId: origin.trainSourceExtra.runIdStr };
}
