export const DELETION_OUTCOMES = [
  "DELETED",
  "WOULD_BE_DELETED",
  "NOT_FOUND",
  "NOT_DELETED",
] as const;

/** What became of an object that was to be deleted. */
export type DeletionOutcome = (typeof DELETION_OUTCOMES)[number];
