import type { Identified, Ref } from "./ref.ts";
import type { OrUnknown } from "./unknown.ts";

export const RESULT_EXPORT_STATES = ["PENDING", "UPLOADING", "DONE", "FAILED"] as const;
export type ResultExportState = (typeof RESULT_EXPORT_STATES)[number];

export const RESULT_EXPORT_DESTINATIONS = ["PLATFORM", "BUCKET"] as const;
export type ResultExportDestination = (typeof RESULT_EXPORT_DESTINATIONS)[number];

/** How far an export of results has come, and where its file is. */
export interface ResultExportRecord extends Identified {
  readonly state: OrUnknown<ResultExportState> | null;
  readonly stateText: string | null;
  readonly isFinal: boolean;
  readonly evaluationTask: Ref | null;
  /** What the file has of each sample, in Qianfan's own words. */
  readonly contents: readonly string[] | null;
  readonly destination: OrUnknown<ResultExportDestination> | null;
  readonly destinationText: string | null;
  readonly bucket: string | null;
  readonly path: string | null;
  /** A secret: who has it has the file. */
  readonly downloadUrl: string | null;
}

/** Whether an export stays as it is. */
export function isFinalExportState(state: OrUnknown<ResultExportState> | null): boolean {
  return state === "DONE" || state === "FAILED";
}
