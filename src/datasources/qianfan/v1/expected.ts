import type { Expected } from "../decode/surprises.ts";

const VERSION = {
  absent: ["license"],
  // A version repeats its model, and the source its own kind.
  unread: ["modelVersionList[].modelId", "modelVersionList[].modelIdStr", "sourceType"],
};

/** Its members depend on the modes in use, and those of 2024 lack what stands with each unit now. */
const STANDARD = [
  "prompt",
  "scoreModes",
  "stopWordsPath",
  "appId",
  "apiName",
  "apiUrl",
  "evaluationDimension",
  "blindEvaluationEnable",
  "evaluationScenario",
  "resultDatasetId",
  "resultDatasetIdStr",
  "resultDatasetName",
  "resultDatasetProjectType",
  "resultDatasetImportStatus",
  "resultDatasetReleaseStatus",
].map((name) => `evalStandardConf.${name}`);

/** How V1's answers may differ from what the decoders read: known from real answers and from pages. */
export const V1_EXPECTED: Readonly<Record<string, Expected>> = {
  modelDetail: { ...VERSION, absent: [...VERSION.absent, "tags"] },
  modelVersionDetail: VERSION,
  publishTrainModel: { absent: ["modelIdStr", "modelIDStr"] },
  "model/user/list": { absent: ["source"], unread: ["sourceType"] },
  "model/preset/list": { absent: ["source"], unread: ["sourceType"] },
  "eval/model/list": { absent: ["createTime", "versionCount", "tags"] },
  "eval/detail": {
    absent: [
      ...STANDARD,
      "evalStandardConf.evaluationDimension[].key",
      "evalStandardConf.evaluationDimension[].formChecked",
      "evaluationIdStr",
      "datasetIdStr",
      ...["modelVersionIdStr", "modelIdStr", "evalUnitId", "evalUnits[].prompt"],
      ...["inferDatasetId", "inferDatasetState"],
    ],
    // Of the first two nobody may see the values; the others say again what the task says.
    unread: ["appAk", "appSk", "modelForm", "createNewInferDataset", "inferDatasetStorageType"],
  },
  "eval/report": {
    absent: [
      ...["evaluationJobId", "projectId", "modelIdStr", "modelVersionIdStr", "evaluationIdStr"],
      ...["evalUnitId", "inferDatasetId", "inferDatasetName"],
      ...["edit_dist", "embedding_dist", "effectMetric.id"],
    ],
    unread: ["modelForm"],
  },
  "eval/result/export/info": { absent: ["volumeId", "exportPath", "downloadUrl"] },
};
