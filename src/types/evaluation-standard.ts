import { Field, Float, ID, Int, ObjectType } from "type-graphql";
import type * as domain from "../domain/index.ts";
import { CachedWithOwner } from "./directives.ts";
import { graphqlEnum, UNKNOWN_VALUE } from "./enum.ts";

export const EvaluationMode = graphqlEnum<domain.OrUnknown<domain.EvaluationMode>>(
  "EvaluationMode",
  "A way of scoring versions.",
  {
    RULE: "Automatic, by comparing answers with expected ones (`rule`).",
    JUDGE: "By a judge model that reads the answers (`model`).",
    MANUAL: "By people, in Qianfan's console (`manual`). Such a task cannot be stopped.",
    ...UNKNOWN_VALUE,
  },
);

export const RuleScoreMode = graphqlEnum<domain.OrUnknown<domain.RuleScoreMode>>(
  "RuleScoreMode",
  "What rules measure.",
  {
    SIMILARITY: "How alike answer and expected answer are: ROUGE and BLEU (`similarity`).",
    ACCURACY: "Whether they are the same: accuracy and F1 (`accuracy`).",
    ...UNKNOWN_VALUE,
  },
);

@ObjectType({ description: "Settings of the scoring by rules." })
@CachedWithOwner
export class RuleStandard {
  @Field(() => [RuleScoreMode], { nullable: true, description: "What is measured." })
  scoreModes?: readonly (keyof typeof RuleScoreMode)[];

  @Field(() => [String], { nullable: true, description: "`scoreModes` in Qianfan's own spelling." })
  scoreModeTexts?: readonly string[];

  @Field(() => String, {
    nullable: true,
    description: "Where the list of words to leave out is stored; null when there is none.",
  })
  stopWordsPath?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: "The words to leave out; null when there are none, and when V1 answered.",
  })
  stopWords?: readonly string[] | null;
}

@ObjectType({ description: "What the judge model is told." })
@CachedWithOwner
export class JudgePrompt {
  @Field(() => String, { nullable: true, description: "The template's name." })
  templateName?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The template: `{{src}}` stands for the question, `{{tgt}}` for the expected answer, `{{prediction}}` for the version's, `{{min_score}}` and `{{max_score}}` for the range of scores. Single braces are plain text.",
  })
  templateContent?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "What is judged, such as `综合得分`; may have several lines.",
  })
  metric?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The steps the judge is to take; may have several lines.",
  })
  steps?: string | null;

  @Field(() => Float, { nullable: true, description: "The lowest score, in points." })
  minScore?: number | null;

  @Field(() => Float, { nullable: true, description: "The highest score, in points." })
  maxScore?: number | null;
}

@ObjectType({ description: "Settings of the scoring by a judge model." })
@CachedWithOwner
export class JudgeStandard {
  @Field(() => ID, {
    nullable: true,
    description: "The application whose quota runs the judge model. Its keys are never shown.",
  })
  applicationId?: string | null;

  @Field(() => String, { nullable: true, description: "The judge model, such as `ERNIE-Bot`." })
  apiName?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The address of the judge model's API; the path alone in some answers.",
  })
  apiUrl?: string | null;

  @Field(() => JudgePrompt, { nullable: true, description: "What the judge is told." })
  prompt?: JudgePrompt | null;
}

@ObjectType({ description: "One thing that people score." })
@CachedWithOwner
export class ManualDimension {
  @Field(() => String, { nullable: true, description: "Its name, such as `满意度`." })
  name?: string | null;

  @Field(() => String, { nullable: true, description: "What scorers are told; may be empty." })
  description?: string | null;

  @Field(() => Float, { nullable: true, description: "The lowest score, in points." })
  minScore?: number | null;

  @Field(() => Float, { nullable: true, description: "The highest score, in points." })
  maxScore?: number | null;

  @Field(() => Int, { nullable: true, description: "Its place in the console's form, from 0." })
  key?: number | null;

  @Field(() => String, {
    nullable: true,
    description: "A mark of the console's form; undocumented.",
  })
  formChecked?: string | null;
}

@ObjectType({ description: "Settings of the scoring by people." })
@CachedWithOwner
export class ManualStandard {
  @Field(() => [ManualDimension], { nullable: true, description: "What is scored; at most 4." })
  dimensions?: readonly ManualDimension[];

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether scorers see which version an answer is of: `true` when they do not.",
  })
  blind?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description: "The scenario of the evaluation; no value has been seen.",
  })
  scenario?: string | null;
}

@ObjectType({ description: "How an evaluation scores versions." })
@CachedWithOwner
export class EvaluationStandard {
  @Field(() => [EvaluationMode], { nullable: true, description: "The ways of scoring in use." })
  modes?: readonly (keyof typeof EvaluationMode)[];

  @Field(() => String, {
    nullable: true,
    description: "`modes` in Qianfan's own spelling, joined by commas.",
  })
  modesText?: string | null;

  @Field(() => RuleStandard, { nullable: true, description: "Null when `RULE` is not in use." })
  rule?: RuleStandard | null;

  @Field(() => JudgeStandard, { nullable: true, description: "Null when `JUDGE` is not in use." })
  judge?: JudgeStandard | null;

  @Field(() => ManualStandard, { nullable: true, description: "Null when `MANUAL` is not in use." })
  manual?: ManualStandard | null;
}
