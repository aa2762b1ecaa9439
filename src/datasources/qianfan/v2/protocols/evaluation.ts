import type {
  EvaluationReportEntryRecord,
  EvaluationStandardRecord,
  EvaluationTaskRecord,
  EvaluationUnitRecord,
  ResultExportRecord,
} from "../../../../domain/index.ts";
import type { EvaluableVersion } from "../records.ts";
import { certain, type Fields, likely, onlyV1, open } from "./field.ts";

/** `v2.md` 4.6: eval/detail, DescribeEvalTask. */
export const evaluationFields: Fields<EvaluationTaskRecord> = {
  id: certain("evaluationIdStr", "taskId"),
  numericId: onlyV1("evaluationId"),
  name: certain("name", "taskName"),
  description: certain("description", "description"),
  state: certain("state", "state", "V2's Failed is V1's PartlyDone too"),
  stateText: certain("state", "state"),
  isFinal: certain("state", "state"),
  kind: likely(null, "evalType", "else by evalMode"),
  kindText: likely(null, "evalType"),
  dataset: likely(
    "datasetIdStr, datasetName",
    "evalObjectConfig.evalModelConfig.versionId",
    "DescribeDatasetVersion tells its name",
  ),
  compute: onlyV1("computeResourceConf"),
  standard: likely("evalStandardConf", "evalConfig"),
  units: likely("evalUnits", "evalObjectConfig.evalModelConfig.evalModelConfigList"),
  progress: certain(
    "evalUnits[].state",
    "state",
    "V2 has no state of a unit: null until all are done",
  ),
  resultDataset: onlyV1("evalStandardConf.resultDataset*"),
  createdAt: likely(null, "createTime"),
  updatedAt: likely(null, "updateTime"),
};

export const standardFields: Fields<EvaluationStandardRecord> = {
  modes: likely("evalMode", "evalMode"),
  modesText: likely("evalMode", "evalMode"),
  rule: likely(
    "scoreModes, stopWordsPath",
    "autoRuleEvalConfig",
    "the form of stopWordList is not known",
  ),
  judge: open(
    "appId, apiName, apiUrl, prompt",
    "autoModelEvalConfig",
    "presumably as sent: apiName, metric, steps, maxScore",
  ),
  manual: open("evaluationDimension", "manualEvalConfig", "presumably as sent"),
};

export const unitFields: Fields<EvaluationUnitRecord> = {
  unitId: onlyV1("evalUnitId"),
  state: onlyV1("state"),
  message: onlyV1("message"),
  modelName: likely("modelName", "DescribeModel.modelSetName"),
  version: likely("modelVersion", "DescribeModel.modelName"),
  versionDescription: likely("modelVersionDesc", "DescribeModel.description"),
  originText: likely("modelSource", "DescribeModel.sourceInfo.sourceType"),
  tags: onlyV1("modelTags"),
  model: likely("modelIdStr", "DescribeModel.modelSetId"),
  modelVersion: likely("modelVersionIdStr", "modelId"),
  promptTemplate: likely("prompt.content", "promptTemplate"),
  inferenceDataset: likely(
    "inferDataset*",
    "inferDatasetList, evalModelConfig.storagePath",
    "by version, else by position; DescribeDatasetVersion tells the name",
  ),
  isBaseline: likely(null, "isBaseline"),
  inferenceParameters: likely(null, "params", "the names of its members are not known"),
};

/** `v2.md` 4.7: eval/report, DescribeEvalTaskReport. */
export const reportFields: Fields<EvaluationReportEntryRecord> = {
  entryId: certain("id", null, "made of the task's id and the version's"),
  id: certain("id", null, "as entryId"),
  unitId: onlyV1("evalUnitId"),
  model: likely("modelIdStr", "DescribeModel.modelSetId"),
  modelVersion: certain("modelVersionIdStr", "modelId"),
  modelName: likely("modelName", "DescribeModel.modelSetName"),
  version: likely("modelVersion", "DescribeModel.modelName"),
  originText: likely("modelVersionSource", "DescribeModel.sourceInfo.sourceType"),
  modes: certain("evalMode", "evalMode"),
  modesText: certain("evalMode", "evalMode"),
  evaluationName: certain("evaluationName", "taskName"),
  evaluationTaskId: certain("evaluationIdStr", "taskId"),
  evaluationNumericId: onlyV1("evaluationId"),
  evaluationJobId: onlyV1("evaluationJobId"),
  userId: onlyV1("userId"),
  projectId: onlyV1("projectId"),
  inferenceDataset: certain("inferDatasetId", "inferDatasetId", "without its name"),
  rule: likely("effectMetric", "effectMetric"),
  judge: likely("effectMetric", "effectMetric"),
  manual: likely("effectMetric", "effectMetric"),
  otherMetrics: open("effectMetric", "effectMetric", "the form of gsbDistribution is not known"),
  performance: onlyV1("performanceMetric"),
  objectTypeText: likely(
    null,
    "evalObjectType",
    "`model` on the page, `service` in the SDK branch",
  ),
};

/** eval/result/export/info, DescribeEvalResultExportTask. */
export const resultExportFields: Fields<ResultExportRecord> = {
  id: certain("exportIDStr", "taskId"),
  numericId: onlyV1("exportID"),
  state: certain("state", "state"),
  stateText: certain("state", "state"),
  isFinal: certain("state", "state"),
  evaluationTask: certain("id", "evalId"),
  contents: certain(null, "exportContent"),
  destination: certain("exportType", "storageType"),
  destinationText: certain("exportType", "storageType"),
  bucket: open("volumeId", "storagePath", "the name was not read"),
  path: open("exportPath", "storagePath", "the name was not read"),
  downloadUrl: open("downloadUrl", "downloadUrl", "the name was not read"),
};

/** eval/model/list, DescribeEvalObjects. */
export const evaluableFields: Fields<EvaluableVersion> = {
  id: likely("modelVersionIdStr", "objectId", "that it is an amv- id is inferred"),
  numericId: onlyV1("modelVersionId"),
  name: likely("modelName", "objectName"),
  version: likely("version", "objectVersion"),
  source: likely("source", "objectType"),
  sourceText: likely("source", "objectType"),
  createdAt: likely(null, "createTime", "its name is cut after createT"),
};
