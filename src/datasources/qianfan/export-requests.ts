import { wireId } from "./wire.ts";

export interface ExportRequest {
  readonly evaluationTaskId: string;
  readonly contents: readonly (keyof typeof CONTENTS)[];
  /** The account's own bucket to write to; the platform's storage when left out. */
  readonly bucket?: string | undefined;
  /** These alone; everything when left out. */
  readonly resultIds?: readonly string[] | undefined;
}

const CONTENTS = {
  PROMPT: "prompt",
  PREDICTION: "prediction",
  COMPLETION: "completion",
  METRICS: "metrics",
} as const;

export function exportBody({ evaluationTaskId, contents, bucket, resultIds }: ExportRequest) {
  return {
    id: wireId(evaluationTaskId),
    exportType: bucket ? "storage" : "local",
    exportOpt: resultIds ? "part" : "total",
    exportContent: contents.map((content) => CONTENTS[content]),
    volumeId: bucket,
    resultIds,
  };
}

export const byExportId = (exportId: string) => ({ exportID: wireId(exportId) });
