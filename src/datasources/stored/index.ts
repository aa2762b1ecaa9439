// Records as they are kept outside this process, and believed only if they have this shape.
export { type DeletedObject, deletionsToStore, storedDeletions } from "./deletions.ts";
export { storedEvaluation } from "./evaluation.ts";
export { storedReport } from "./report.ts";
export { storedVersion, storedVersionDetail } from "./version.ts";
