import { beijingTime } from "../clock.ts";
import type { StoredVersion } from "../store/version.ts";

/** A version as it stands in a model's list: all but its invocation parameters. */
export function versionAnswer(version: StoredVersion) {
  return {
    modelId: version.model.modelId,
    modelIdStr: version.model.modelIdStr,
    modelName: version.model.modelName,
    modelVersionId: version.modelVersionId,
    modelVersionIdStr: version.modelVersionIdStr,
    version: version.version,
    description: version.description,
    sourceType: version.origin.sourceType,
    sourceExtra: version.origin.sourceType === "PlatformPreset" ? {} : version.origin,
    framework: version.framework,
    algorithm: version.algorithm,
    modelNet: version.modelNet,
    state: version.state,
    ioMode: version.ioMode,
    ioLength: version.ioLength,
    copyright: version.copyright,
    ...(version.license !== undefined && { license: version.license }),
    property: {},
    createTime: beijingTime(version.createTime),
    modifyTime: beijingTime(version.modifyTime),
    deployResource: version.deployResource,
    supportOptions: version.supportOptions,
    trainType: version.trainType,
  };
}
