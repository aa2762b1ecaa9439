import type { ModelRecord, ModelVersionRecord } from "../../../../domain/index.ts";
import { certain, type Fields, likely, onlyV1, open } from "./field.ts";

/** `v2.md` 4.1 and 4.3: modelDetail and the lists, DescribeModelSet and the lists. */
export const modelFields: Fields<ModelRecord> = {
  id: certain("modelIdStr", "modelSetId"),
  numericId: onlyV1("modelId"),
  name: certain("modelName", "modelSetName"),
  description: certain("description", "description", "absent when there is none"),
  source: certain("source", "source"),
  sourceText: certain("source", "source", "`System` where V1 has `PlatformPreset`"),
  type: likely("modelType", "modelType", "V1 has a number, V2 a word"),
  typeText: likely(null, "modelType"),
  typeCode: onlyV1("modelType"),
  trainType: onlyV1("trainType"),
  tags: certain("tags", "labels", "own models alone"),
  creator: onlyV1("createUserId, createUser"),
  createdAt: certain("createTime", "createTime", "no list of preset models has it"),
  updatedAt: certain("modifyTime", "modifyTime"),
  versions: certain(
    "modelVersionList",
    "modelIds, modelNames",
    "ids and names; DescribeModel tells the rest of each. That both have one order is inferred",
  ),
  versionCount: certain("versionCount", "modelCount"),
  latestVersion: open(
    "latestVersionInfo",
    "DescribeModel.createTime",
    "the order of modelIds is not documented",
  ),
};

/** `v2.md` 4.2: modelVersionDetail, DescribeModel, DescribeSystemModel. */
export const versionFields: Fields<ModelVersionRecord> = {
  id: certain("modelVersionIdStr", "modelId"),
  numericId: onlyV1("modelVersionId"),
  model: certain("modelIdStr", "modelSetId"),
  name: likely("modelName", "modelSetName", "else DescribeModelSet.modelSetName"),
  version: certain("version", "modelName"),
  description: certain("description", "description", "absent when there is none"),
  state: certain("state", "status"),
  stateText: certain("state", "status"),
  origin: likely(
    "sourceType, sourceExtra",
    "sourceInfo",
    "DescribeFineTuningTask tells the train job. The names of a compression's id and of an import's address were not read: both are found by their form",
  ),
  originText: likely("sourceType", "sourceInfo.sourceType", "preset by inference where absent"),
  framework: onlyV1("framework"),
  algorithm: onlyV1("algorithm"),
  network: onlyV1("modelNet"),
  ioMode: likely("ioMode", "modelApplicationType", "`endpointType` in 2024; a wider set than V1's"),
  ioModeText: likely("ioMode", "modelApplicationType"),
  ioLength: likely("ioLength", "ioTokens", "2024 alone; tokenLimits took its place"),
  copyright: onlyV1("copyright"),
  license: onlyV1("license"),
  properties: onlyV1("property"),
  trainType: onlyV1("trainType", "baseModel is about the same, in other words"),
  deployTargets: onlyV1("deployResource"),
  deployTargetTexts: onlyV1("deployResource"),
  capabilities: certain(
    "supportOptions",
    "isSupportDeploy, isSupportEvaluation, isSupportModelComp",
    "V2 has no `APIDoc` and no `FineTuning`",
  ),
  capabilityTexts: certain(
    "supportOptions",
    "isSupportDeploy, isSupportEvaluation, isSupportModelComp",
    "in V1's words",
  ),
  createdAt: certain("createTime", "createTime"),
  updatedAt: certain("modifyTime", "modifyTime"),
  parameters: onlyV1("params"),
  baseModel: likely(null, "model", "own versions alone"),
  tokenLimits: likely(
    null,
    "tokenLimitations",
    "of trivial one member was read, of reranker none; the others are named values",
  ),
  resourceConfig: likely(null, "resourceConfig", "on no page"),
  advancedSettings: likely(null, "advancedSettings", "on no page"),
  compressionSettings: likely(null, "modelCompConfigs", "on no page"),
};
