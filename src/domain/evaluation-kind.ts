/** Whether people take part in an evaluation. */
export const EVALUATION_KINDS = ["AUTOMATIC", "MANUAL"] as const;

export type EvaluationKind = (typeof EVALUATION_KINDS)[number];
