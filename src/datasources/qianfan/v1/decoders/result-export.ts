import { z } from "zod";
import {
  isFinalExportState,
  isNumericId,
  type Ref,
  type ResultExportDestination,
  type ResultExportRecord,
  type ResultExportState,
} from "../../../../domain/index.ts";
import { anyId, enumOf, identified, stringId, text } from "../../decode/coerce.ts";
import { transform } from "../../decode/transform.ts";

const exportState = enumOf<ResultExportState>({
  PENDING: "Pending",
  UPLOADING: "Uploading",
  DONE: "Done",
  FAILED: "Fail",
});

const destination = enumOf<ResultExportDestination>({
  PLATFORM: "local",
  BUCKET: "storage",
});

/** eval/result/export/info: how far an export has come, and where its file is. */
export const resultExport = identified(
  z.object({
    id: anyId,
    exportID: anyId,
    exportIDStr: stringId,
    state: text,
    exportType: text,
    volumeId: text,
    exportPath: text,
    downloadUrl: text,
  }),
  "exportIDStr",
  "exportID",
).pipe(
  transform((answer): ResultExportRecord => {
    const state = exportState(answer.state);
    const { exportID } = answer;
    return {
      // exportID is known to echo the form it was asked by.
      id: answer.exportIDStr ?? exportID ?? "",
      numericId: exportID !== null && isNumericId(exportID) ? exportID : null,
      state,
      stateText: answer.state,
      isFinal: isFinalExportState(state),
      evaluationTask: answer.id === null ? null : named(answer.id),
      contents: null,
      destination: destination(answer.exportType),
      destinationText: answer.exportType,
      bucket: answer.volumeId || null,
      path: answer.exportPath || null,
      downloadUrl: answer.downloadUrl || null,
    };
  }),
);

function named(id: string): Ref {
  return isNumericId(id) ? { numericId: id } : { id };
}
