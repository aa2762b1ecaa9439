import { Field, Float, ID, InputType, Int, ObjectType } from "type-graphql";
import { z } from "zod";
import type * as domain from "../domain/index.ts";
import { allows, id, line, maybe, some, wholeNumber } from "../schema/input-checks.ts";
import { connectionType } from "./connection.ts";
import { CachedWithOwner } from "./directives.ts";
import { graphqlEnum } from "./enum.ts";
import { Model } from "./model.ts";
import { ModelVersion } from "./model-version.ts";
import { OrderDirection } from "./order-direction.ts";
import { JSONObject } from "./scalars.ts";

const MAX_CHOICES = 100;
const HIGHEST_SCORE = 100;
const ASSUMED =
  "Qianfan documents no name for it: null when the row has none under the name assumed.";

@ObjectType({
  description:
    "One version's answer to one sample of an evaluation. Qianfan documents no shape for these rows: `raw` has the row as it came.",
})
@CachedWithOwner
export class EvaluationResult {
  @Field(() => ID, { nullable: true, description: `The row's id, for an export. ${ASSUMED}` })
  resultId?: string | null;

  @Field(() => ModelVersion, {
    nullable: true,
    description: `The version that answered. ${ASSUMED}`,
  })
  modelVersion?: ModelVersion | null;

  @Field(() => Model, { nullable: true, description: `The model it is a version of. ${ASSUMED}` })
  model?: Model | null;

  @Field(() => String, { nullable: true, description: `The question. ${ASSUMED}` })
  prompt?: string | null;

  @Field(() => String, { nullable: true, description: `The version's answer. ${ASSUMED}` })
  prediction?: string | null;

  @Field(() => String, { nullable: true, description: `The expected answer. ${ASSUMED}` })
  completion?: string | null;

  @Field(() => Float, { nullable: true, description: `BLEU-4, 0 to 1. ${ASSUMED}` })
  bleu4?: number | null;

  @Field(() => Float, { nullable: true, description: `ROUGE-1, 0 to 1. ${ASSUMED}` })
  rouge1?: number | null;

  @Field(() => Float, { nullable: true, description: `ROUGE-2, 0 to 1. ${ASSUMED}` })
  rouge2?: number | null;

  @Field(() => Float, { nullable: true, description: `ROUGE-L, 0 to 1. ${ASSUMED}` })
  rougeL?: number | null;

  @Field(() => Float, {
    nullable: true,
    description: `The judge model's score, in points; -1 when it gave no usable one. ${ASSUMED}`,
  })
  judgeScore?: number | null;

  @Field(() => JSONObject, {
    description:
      "The row as Qianfan gave it, with its own names; integers beyond 2^53 as text. Members that look like credentials are left out.",
  })
  raw: Record<string, unknown>;
}

export const EvaluationResultOrderField = graphqlEnum<domain.ResultOrderField>(
  "EvaluationResultOrderField",
  "What a list of results goes by. Of Qianfan's own names only that of BLEU-4 is known; the others are assumed to be those of the filters.",
  {
    BLEU4: "BLEU-4.",
    ROUGE_1: "ROUGE-1 (assumed).",
    ROUGE_2: "ROUGE-2 (assumed).",
    ROUGE_L: "ROUGE-L (assumed).",
    JUDGE_SCORE: "The judge model's score (assumed).",
  },
);

@InputType({ description: "The order of a list of results." })
export class EvaluationResultOrder {
  @Field(() => EvaluationResultOrderField, { description: "What it goes by." })
  field: keyof typeof EvaluationResultOrderField;

  @Field(() => OrderDirection, { defaultValue: "DESC", description: "Which end comes first." })
  direction: keyof typeof OrderDirection;
}

@InputType({ description: "From one fraction to another, both included." })
export class FractionRangeInput {
  @Field(() => Float, { defaultValue: 0, description: "The lowest, 0 to 1." })
  from: number;

  @Field(() => Float, { defaultValue: 1, description: "The highest, 0 to 1." })
  to: number;
}

@InputType({ description: "From one judge's score to another, both included." })
export class JudgeScoreRangeInput {
  @Field(() => Int, {
    defaultValue: -1,
    description: "The lowest, in points; -1 takes in what has no usable score.",
  })
  from: number;

  @Field(() => Int, { defaultValue: HIGHEST_SCORE, description: "The highest, in points." })
  to: number;
}

@InputType({ description: "Which results a list has: those that everything given here holds for." })
export class EvaluationResultFilter {
  @Field(() => FractionRangeInput, { nullable: true, description: "By BLEU-4." })
  bleu4?: FractionRangeInput | null;

  @Field(() => FractionRangeInput, { nullable: true, description: "By ROUGE-1." })
  rouge1?: FractionRangeInput | null;

  @Field(() => FractionRangeInput, { nullable: true, description: "By ROUGE-2." })
  rouge2?: FractionRangeInput | null;

  @Field(() => FractionRangeInput, { nullable: true, description: "By ROUGE-L." })
  rougeL?: FractionRangeInput | null;

  @Field(() => JudgeScoreRangeInput, { nullable: true, description: "By the judge's score." })
  judgeScore?: JudgeScoreRangeInput | null;

  @Field(() => [ID], {
    nullable: true,
    description:
      "Of any of these versions, by either form of their ids. Qianfan takes integers here: a string whose integer has not been seen costs one call.",
  })
  modelVersionIds?: string[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: "Of any of these units of the evaluation, by `EvaluationUnit.unitId` (`ameu-`).",
  })
  unitIds?: string[] | null;
}

const FRACTION = allows("a number from 0 to 1", "0 至 1 的数");
const fraction = z.number(FRACTION).min(0, FRACTION).max(1, FRACTION);
const isUpward = ({ from, to }: { from: number; to: number }) => from <= to;
const UPWARD = { path: ["to"], message: allows("no less than from", "不小于 from") };
const fractions = maybe(z.object({ from: fraction, to: fraction }).refine(isUpward, UPWARD));
const points = wholeNumber(-1, HIGHEST_SCORE);

/** What a list of results may be asked for. */
export const resultListShape = {
  filter: maybe(
    z.object({
      bleu4: fractions,
      rouge1: fractions,
      rouge2: fractions,
      rougeL: fractions,
      judgeScore: maybe(z.object({ from: points, to: points }).refine(isUpward, UPWARD)),
      modelVersionIds: maybe(some(id("modelVersion"), MAX_CHOICES)),
      unitIds: maybe(some(line(64), MAX_CHOICES)),
    }),
  ),
  orderBy: maybe(
    z.object({
      field: z.enum(["BLEU4", "ROUGE_1", "ROUGE_2", "ROUGE_L", "JUDGE_SCORE"]),
      direction: z.enum(["ASC", "DESC"]),
    }),
  ),
};

export const EvaluationResultConnection = connectionType(
  "EvaluationResult",
  "single results",
  () => EvaluationResult,
);
