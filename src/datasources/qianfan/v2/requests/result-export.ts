import type { ExportRequest, ResultContent } from "../../../../domain/index.ts";

const CONTENTS: Readonly<Record<ResultContent, string>> = {
  PROMPT: "prompt",
  PREDICTION: "prediction",
  COMPLETION: "completion",
  METRICS: "metrics",
  SYSTEM: "system",
};

/** CreateEvalResultExportTask (gmm4mlezs). `storageType` is required there, and has a default. */
export function resultExportBody({ evaluationTaskId, contents, bucket }: ExportRequest) {
  return {
    evalId: evaluationTaskId,
    ...(bucket ? { storageType: "BOS", bucket } : { storageType: "sysStorage" }),
    exportContent: contents.map((content) => CONTENTS[content]),
  };
}
