import {
  isFinalExportState,
  type ResultExportRecord,
  type ResultExportState,
} from "../../../../domain/index.ts";
import { enumOf, missing, objectRead, read } from "../common.ts";
import { bucketPath, storage } from "./storage.ts";

const exportState = enumOf<ResultExportState>({
  PENDING: "Queued",
  UPLOADING: "Running",
  // A note on the page has these two (omm4vm3ot).
  DONE: ["Succeeded", "Done"],
  FAILED: ["Failed", "Fail"],
});

/**
 * DescribeEvalResultExportTask. The page (dm4t9a930, omm4vm3ot) tells of a path for a bucket and of a link
 * for the platform's storage; the names of both are likely, not read.
 */
export const resultExport = objectRead((answer, faults): ResultExportRecord => {
  const id = read.stringId(answer.taskId);
  if (id === null) missing("taskId", faults);
  const stateText = read.text(answer.state);
  const state = exportState(stateText);
  const evaluationId = read.stringId(answer.evalId);
  const destinationText = read.text(answer.storageType);
  return {
    id: id ?? "",
    numericId: null,
    state,
    stateText,
    isFinal: isFinalExportState(state),
    evaluationTask: evaluationId === null ? null : { id: evaluationId },
    contents: read.texts(answer.exportContent),
    destination: storage(destinationText),
    destinationText,
    ...bucketPath(answer.storagePath),
    downloadUrl: read.stringId(answer.downloadUrl),
  };
});
