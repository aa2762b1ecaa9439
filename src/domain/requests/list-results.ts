import type { Order } from "../page.ts";

export interface ResultQuery {
  readonly evaluationTaskId: string;
  readonly bleu4?: Range | undefined;
  readonly rouge1?: Range | undefined;
  readonly rouge2?: Range | undefined;
  readonly rougeL?: Range | undefined;
  readonly judgeScore?: Range | undefined;
  /** Integers: Qianfan takes no other form here. */
  readonly modelVersionNumericIds?: readonly string[] | undefined;
  readonly unitIds?: readonly string[] | undefined;
  readonly order?: Order<ResultOrderField> | undefined;
}

/** From one score to another, both included. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

export const RESULT_ORDER_FIELDS = [
  "BLEU4",
  "ROUGE_1",
  "ROUGE_2",
  "ROUGE_L",
  "JUDGE_SCORE",
] as const;
export type ResultOrderField = (typeof RESULT_ORDER_FIELDS)[number];
