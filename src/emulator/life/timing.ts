/** Invented: long enough to watch in a demo, short enough not to be boring. */
export const VERSION_CREATING_MS = 20_000;
export const TASK_PENDING_MS = 5_000;
export const TASK_RUNNING_MS = 60_000;
export const TASK_STOPPING_MS = 5_000;
export const TASK_CALCULATING_MS = 5_000;
export const EXPORT_PENDING_MS = 2_000;
export const EXPORT_UPLOADED_MS = 6_000;
export const RUN_WAITING_MS = 10_000;
export const RUN_DONE_MS = 90_000;
export const COMPRESSION_CREATING_MS = 5_000;
export const COMPRESSION_RUNNING_MS = 45_000;
export const COMPRESSION_STOPPING_MS = 5_000;
export const MODEL_EXPORT_MS = 10_000;
