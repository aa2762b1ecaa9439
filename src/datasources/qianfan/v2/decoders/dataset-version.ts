import type { DatasetVersionRecord } from "../../../../domain/index.ts";
import { missing, objectRead, read } from "../common.ts";
import { bucketPath, storage } from "./storage.ts";

/** DescribeDatasetVersion: from both mocks of the SDK. */
export const datasetVersion = objectRead((answer, faults): DatasetVersionRecord => {
  const id = read.stringId(answer.versionId);
  if (id === null) missing("versionId", faults);
  const storageText = read.text(answer.storageType);
  return {
    id: id ?? "",
    groupId: read.stringId(answer.datasetId),
    name: read.text(answer.datasetName),
    number: read.integer(answer.versionNumber),
    format: read.text(answer.dataFormat) || null,
    description: read.text(answer.description),
    storage: storage(storageText),
    storageText,
    ...bucketPath(answer.storagePath),
    megabytes: read.number(answer.sizeMB),
    characters: read.number(answer.characterCount),
    samples: read.number(answer.sampleCount),
    annotationProgress: read.text(answer.annotationProgress),
    importStatus: read.text(answer.importStatus),
    publishStatus: read.text(answer.publishStatus),
    publishProgress: read.text(answer.publishProgress),
    creator: read.text(answer.creator),
    createdAt: read.time(answer.createTime),
    updatedAt: read.time(answer.modifyTime),
  };
});
