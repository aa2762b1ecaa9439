import { z } from "zod";
import { invalidParameter } from "../errors.ts";
import { downloadAddress } from "../http/download.ts";
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
      ...(settings.exportType === "storage" && {
        volumeId: settings.volumeId ?? "",
        exportPath: state === "Done" ? path : "",
      }),
      // A bucket's files have no address of the platform's.
      downloadUrl:
        settings.exportType === "local" && state === "Done" ? origin + downloadAddress(found) : "",
    };
  },
);
