import type { ExportRequest, ResultContent } from "../../../domain/index.ts";
import { wireId } from "./wire-id.ts";

const CONTENTS: Readonly<Partial<Record<ResultContent, string>>> = {
  PROMPT: "prompt",
  PREDICTION: "prediction",
  COMPLETION: "completion",
  METRICS: "metrics",
};

export function exportBody({ evaluationTaskId, contents, bucket, resultIds }: ExportRequest) {
  return {
    id: wireId(evaluationTaskId),
    exportType: bucket ? "storage" : "local",
    exportOpt: resultIds ? "part" : "total",
    exportContent: contents.flatMap((content) => CONTENTS[content] ?? []),
    volumeId: bucket,
    resultIds,
  };
}

export const byExportId = (exportId: string) => ({ exportID: wireId(exportId) });
