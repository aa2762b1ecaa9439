import type { MentionedVersion, ModelRef } from "./ref.ts";

/** One version's answer to one sample, and what it scored. */
export interface ResultRecord {
  readonly resultId: string | null;
  readonly model: ModelRef | null;
  readonly modelVersion: MentionedVersion | null;
  readonly prompt: string | null;
  readonly prediction: string | null;
  readonly completion: string | null;
  readonly bleu4: number | null;
  readonly rouge1: number | null;
  readonly rouge2: number | null;
  readonly rougeL: number | null;
  readonly judgeScore: number | null;
  /** Everything that the answer says, without secrets. */
  readonly raw: Readonly<Record<string, unknown>>;
}
