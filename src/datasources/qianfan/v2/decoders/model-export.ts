import type { ModelExportRecord, ModelExportState } from "../../../../domain/index.ts";
import { enumOf, objectRead, read } from "../common.ts";

const exportState = enumOf<ModelExportState>({
  RUNNING: "Doing",
  DONE: "Done",
  FAILED: "Fail",
});

/** DescribeModelExportTask (wmniloeoc); null for a version that was never exported. */
export const modelExport = objectRead((answer): ModelExportRecord | null => {
  if (read.boolean(answer.hasRecord) === false) return null;
  const stateText = read.text(answer.status);
  const state = exportState(stateText);
  return {
    id: read.stringId(answer.exportId),
    state,
    stateText,
    isFinal: state === "DONE" || state === "FAILED",
    fileName: read.stringId(answer.fileName),
    fileType: read.stringId(answer.fileType),
    md5: read.stringId(answer.md5),
    fileSize: read.number(answer.fileSize),
    downloadUrl: read.stringId(answer.downloadUrl),
  };
});
