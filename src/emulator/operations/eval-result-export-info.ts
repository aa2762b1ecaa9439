import { z } from "zod";
import { invalidParameter } from "../errors.ts";
import { downloadPath } from "../http/download.ts";
import { anyId, operation } from "./operation.ts";

export const evalResultExportInfo = operation(
  z.object({ exportID: anyId }),
  ({ exportID }, registry, origin) => {
    const found = registry.resultExports.get(exportID);
    if (!found) throw invalidParameter("exportID");
    const { id, state, settings, path } = found;
    return {
      id: settings.task.evalId,
      exportID: id.numeric,
      exportIDStr: id.text,
      state,
      exportType: settings.exportType,
      volumeId: settings.volumeId ?? "",
      exportPath: state === "Done" ? path : "",
      downloadUrl: state === "Done" ? origin + downloadPath(found) : "",
    };
  },
);
