// Records as they are kept outside this process, and believed only if they have this shape.
export { type DeletedObject, deletionsToStore, storedDeletions } from "./stored-deletions.ts";
export { storedEvaluation } from "./stored-evaluation.ts";
export { storedReport } from "./stored-report.ts";
export { storedVersion, storedVersionDetail } from "./stored-version.ts";
