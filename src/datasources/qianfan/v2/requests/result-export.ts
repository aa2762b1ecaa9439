export interface ResultExportRequest {
  readonly evaluationTaskId: string;
  readonly contents: readonly (keyof typeof CONTENTS)[];
  /** The account's own bucket to write to; the platform's storage when left out. */
  readonly bucket?: string | undefined;
}

/** `SYSTEM` is V2's alone. */
const CONTENTS = {
  PROMPT: "prompt",
  PREDICTION: "prediction",
  COMPLETION: "completion",
  METRICS: "metrics",
  SYSTEM: "system",
} as const;

/** CreateEvalResultExportTask (gmm4mlezs). `storageType` is required there, and has a default. */
export function resultExportBody({ evaluationTaskId, contents, bucket }: ResultExportRequest) {
  return {
    evalId: evaluationTaskId,
    ...(bucket ? { storageType: "BOS", bucket } : { storageType: "sysStorage" }),
    exportContent: contents.map((content) => CONTENTS[content]),
  };
}
