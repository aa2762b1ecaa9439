export const RESULT_CONTENTS = ["PROMPT", "PREDICTION", "COMPLETION", "METRICS", "SYSTEM"] as const;
export type ResultContent = (typeof RESULT_CONTENTS)[number];

export interface ExportRequest {
  readonly evaluationTaskId: string;
  readonly contents: readonly ResultContent[];
  /** The account's own bucket to write to; the platform's storage when left out. */
  readonly bucket?: string | undefined;
  /** These alone; everything when left out. */
  readonly resultIds?: readonly string[] | undefined;
}
