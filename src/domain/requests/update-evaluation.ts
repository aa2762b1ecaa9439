/** What can be changed of an evaluation. */
export interface EvaluationUpdate {
  readonly id: string;
  readonly description: string;
}
