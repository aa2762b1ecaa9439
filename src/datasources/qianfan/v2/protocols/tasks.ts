import type {
  CompressionTaskRecord,
  DatasetVersionRecord,
  ModelExportRecord,
  TrainJobRecord,
  TrainTaskRecord,
} from "../../../../domain/index.ts";
import { certain, type Fields, likely, open } from "./field.ts";

// V1 has none of these but a train task's ids and its job's name, in `sourceExtra` of a version.

export const compressionFields: Fields<CompressionTaskRecord> = {
  id: certain(null, "id"),
  name: certain(null, "name"),
  description: certain(null, "description"),
  state: certain(null, "status"),
  stateText: certain(null, "status"),
  isFinal: certain(null, "status"),
  sourceModelVersion: certain(null, "sourceModelId"),
  modelVersion: certain(null, "modelId", "once it has succeeded"),
  createdAt: certain(null, "createTime"),
  finishedAt: open(null, "finish*", "there is one; its name was not read"),
  failureReason: certain(null, "failedReason", "in no list"),
  settings: certain(null, "config", "in no list; the words of weight differ"),
};

export const modelExportFields: Fields<ModelExportRecord> = {
  id: certain(null, "exportId", "its form is not known"),
  state: certain(null, "status"),
  stateText: certain(null, "status"),
  isFinal: certain(null, "status"),
  fileName: certain(null, "fileName"),
  fileType: certain(null, "fileType"),
  md5: certain(null, "md5"),
  fileSize: certain(null, "fileSize", "without a unit"),
  downloadUrl: certain(null, "downloadUrl"),
};

export const trainJobFields: Fields<TrainJobRecord> = {
  id: certain("taskIdStr", "jobId"),
  name: certain("taskName", "name"),
  description: certain(null, "description"),
  baseModel: certain(null, "model"),
  trainMode: certain(null, "trainMode"),
  createdAt: certain(null, "createDate"),
};

export const trainTaskFields: Fields<TrainTaskRecord> = {
  id: certain("runIdStr", "taskId"),
  jobId: certain("taskIdStr", "jobId"),
  jobName: certain("taskName", "jobName"),
  jobDescription: certain(null, "jobDescription"),
  baseModel: certain(null, "model"),
  trainMode: certain(null, "trainMode"),
  parameterScale: certain(null, "parameterScale"),
  state: certain(null, "runStatus"),
  stateText: certain(null, "runStatus"),
  isFinal: certain(null, "runStatus"),
  progress: certain(null, "runProgress", "while it runs"),
  createdAt: likely(null, "createDate"),
  finishedAt: likely(null, "finishDate"),
  metrics: likely(null, "metrics", "once it is done; other modes than SFT have other names"),
  checkpoints: open(null, "checkpointList", "the names within an item were not read"),
};

export const datasetVersionFields: Fields<DatasetVersionRecord> = {
  id: likely("datasetIdStr", "versionId"),
  groupId: likely(null, "datasetId"),
  name: likely("datasetName", "datasetName", "V1 has a path with the version in it"),
  number: likely("datasetName", "versionNumber"),
  format: likely(null, "dataFormat"),
  description: likely(null, "description"),
  storage: likely(null, "storageType"),
  storageText: likely(null, "storageType"),
  bucket: likely(null, "storagePath"),
  path: likely(null, "storagePath"),
  megabytes: likely(null, "sizeMB"),
  characters: likely(null, "characterCount"),
  samples: likely(null, "sampleCount"),
  annotationProgress: likely(null, "annotationProgress"),
  importStatus: likely(null, "importStatus"),
  publishStatus: likely(null, "publishStatus"),
  publishProgress: likely(null, "publishProgress"),
  creator: likely(null, "creator"),
  createdAt: likely(null, "createTime"),
  updatedAt: likely(null, "modifyTime"),
};
