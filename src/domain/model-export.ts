export const MODEL_EXPORT_STATES = ["RUNNING", "DONE", "FAILED"] as const;

export type ModelExportState = (typeof MODEL_EXPORT_STATES)[number];

/** A model version packed for download. A version has one export; a new one takes its place. */
export interface ModelExportRecord {
  /** Its form is not documented. */
  readonly id: string | null;
  readonly state: ModelExportState | "UNKNOWN" | null;
  readonly stateText: string | null;
  readonly isFinal: boolean;
  /** This and the members below are null until the export is `DONE`. */
  readonly fileName: string | null;
  readonly fileType: string | null;
  readonly md5: string | null;
  /** No page states the unit. It may be beyond 32 bits. */
  readonly fileSize: number | null;
  /** A secret: whoever has it can download the model. */
  readonly downloadUrl: string | null;
}
