import { EXPORT_PENDING_MS, EXPORT_UPLOADED_MS } from "./timing.ts";

export type ExportState = "Pending" | "Uploading" | "Done" | "Fail";

/** Waits, uploads, and ends: in `Fail` when there is nothing to export. */
export function exportState(startedAt: Date, now: Date, isEmpty: boolean): ExportState {
  const ms = now.getTime() - startedAt.getTime();
  if (ms < EXPORT_PENDING_MS) return "Pending";
  if (ms < EXPORT_UPLOADED_MS) return "Uploading";
  return isEmpty ? "Fail" : "Done";
}
