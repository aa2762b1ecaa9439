/** Invented: long enough to watch in a demo, short enough not to be boring. */
export const VERSION_CREATING_MS = 20_000;
export const TASK_PENDING_MS = 5_000;
export const TASK_RUNNING_MS = 60_000;
export const TASK_STOPPING_MS = 5_000;
