import type { EvaluationKind } from "../evaluation-kind.ts";

/** Which evaluations of the account. */
export interface EvaluationQuery {
  readonly kind: EvaluationKind;
  /** A part of the name or of the id, or the whole id of a version that is evaluated. */
  readonly search?: string | undefined;
}
