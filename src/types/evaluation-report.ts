import { Field, Float, ID, Int, ObjectType } from "type-graphql";
import { CachedWithOwner, Shareable } from "./directives.ts";
import { EvaluationInferenceDataset } from "./evaluation-inference-dataset.ts";
import { EvaluationMode } from "./evaluation-standard.ts";
import { ComesWith } from "./hydration.ts";
import { Model } from "./model.ts";
import { ModelVersion } from "./model-version.ts";
import { NamedValue } from "./named-value.ts";

@ObjectType({ description: "How many samples got a score." })
@CachedWithOwner
@Shareable
export class ScoreCount {
  @Field(() => Float, { description: "The score, in points." })
  score: number;

  @Field(() => Int, { description: "The number of samples that got it." })
  count: number;
}

@ObjectType({ description: "What comparing answers with expected ones gave." })
@CachedWithOwner
export class RuleMetrics {
  @Field(() => Float, { nullable: true, description: "The share of exact answers, 0 to 1." })
  accuracy?: number | null;

  @Field(() => Float, { nullable: true, description: "F1 of the answers' words, 0 to 1." })
  f1Score?: number | null;

  @Field(() => Float, { nullable: true, description: "ROUGE-1, 0 to 1." })
  rouge1?: number | null;

  @Field(() => Float, { nullable: true, description: "ROUGE-2, 0 to 1." })
  rouge2?: number | null;

  @Field(() => Float, { nullable: true, description: "ROUGE-L, 0 to 1." })
  rougeL?: number | null;

  @Field(() => Float, { nullable: true, description: "BLEU-4, 0 to 1." })
  bleu4?: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      "The edit distance between answer and expected answer, 0 or more; no unit is documented. Null when not told.",
  })
  editDistance?: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      "The distance between the embeddings of answer and expected answer, 0 or more. Null when not told.",
  })
  embeddingDistance?: number | null;
}

const DISTRIBUTION = "The samples by score, lowest score first.";
const UNSCORED = "The number of samples without a usable score; null when not told.";

@ObjectType({ description: "What the judge model gave, in points." })
@CachedWithOwner
export class JudgeMetrics {
  @Field(() => Float, { nullable: true, description: "The mean score, in points." })
  average?: number | null;

  @Field(() => Float, { nullable: true, description: "The standard deviation, in points." })
  standardDeviation?: number | null;

  @Field(() => Float, { nullable: true, description: "The median score, in points." })
  median?: number | null;

  @Field(() => [ScoreCount], { nullable: true, description: DISTRIBUTION })
  scoreDistribution?: readonly ScoreCount[];

  @Field(() => Int, { nullable: true, description: UNSCORED })
  unscored?: number | null;
}

@ObjectType({ description: "What people gave in one dimension." })
@CachedWithOwner
export class ManualDimensionMetrics {
  @Field(() => String, { nullable: true, description: "The dimension's name." })
  dimension?: string | null;

  @Field(() => [ScoreCount], { nullable: true, description: DISTRIBUTION })
  scoreDistribution?: readonly ScoreCount[];

  @Field(() => Int, { nullable: true, description: UNSCORED })
  unscored?: number | null;
}

@ObjectType({ description: "What people gave." })
@CachedWithOwner
export class ManualMetrics {
  @Field(() => Float, { nullable: true, description: "The mean score, 0 to 2 points." })
  average?: number | null;

  @Field(() => Float, { nullable: true, description: "The share of good samples, 0 to 1." })
  goodCaseProportion?: number | null;

  @Field(() => String, {
    nullable: true,
    description: "The scorers' overall impression, in Qianfan's own coding; `1` has been seen.",
  })
  subjectiveImpression?: string | null;

  @Field(() => [ManualDimensionMetrics], { nullable: true, description: "One each dimension." })
  dimensions?: readonly ManualDimensionMetrics[];
}

@ObjectType({ description: "What an evaluation found about one version." })
@CachedWithOwner
export class EvaluationReportEntry {
  @Field(() => ID, { nullable: true, description: "The entry's id, 24 hexadecimal characters." })
  entryId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "As `entryId`.",
    deprecationReason: "`id` belongs to entities. Use `entryId`.",
  })
  id?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "The `ameu-` id of `EvaluationUnit.unitId`; null in answers before 2025.",
  })
  unitId?: string | null;

  @Field(() => ModelVersion, { nullable: true, description: "The version it is about." })
  modelVersion?: ModelVersion | null;

  @Field(() => Model, { nullable: true, description: "The model it is a version of." })
  @ComesWith("evaluatedVersion")
  model?: Model | null;

  @Field(() => String, {
    nullable: true,
    description: "The model's name. Costs no call where V1 answers, unlike most of `model`.",
  })
  @ComesWith("evaluatedModelName")
  modelName?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The version's number or name. Costs no call where V1 answers, unlike most of `modelVersion`.",
  })
  @ComesWith("evaluatedVersion")
  version?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Where the version came from, in Qianfan's own spelling, such as `Train`.",
  })
  @ComesWith("evaluatedVersion")
  originText?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "What was evaluated, in Qianfan's own words, such as `model`; null when V1 answered.",
  })
  objectTypeText?: string | null;

  @Field(() => [EvaluationMode], { nullable: true, description: "The ways of scoring in use." })
  modes?: readonly (keyof typeof EvaluationMode)[];

  @Field(() => String, {
    nullable: true,
    description: "`modes` in Qianfan's own spelling, joined by commas.",
  })
  modesText?: string | null;

  @Field(() => String, { nullable: true, description: "The evaluation's name." })
  evaluationName?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "The evaluation's `ame-` id; null in answers before 2025.",
  })
  evaluationTaskId?: string | null;

  @Field(() => ID, { nullable: true, description: "The evaluation's integer id as digits." })
  evaluationNumericId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "The job within Qianfan that ran it, digits; not in every answer.",
  })
  evaluationJobId?: string | null;

  @Field(() => ID, { nullable: true, description: "The user who ran it, digits." })
  userId?: string | null;

  @Field(() => String, { nullable: true, description: "Undocumented; not in every answer." })
  projectId?: string | null;

  @Field(() => RuleMetrics, { nullable: true, description: "Null when `RULE` was not used." })
  rule?: RuleMetrics | null;

  @Field(() => JudgeMetrics, { nullable: true, description: "Null when `JUDGE` was not used." })
  judge?: JudgeMetrics | null;

  @Field(() => ManualMetrics, { nullable: true, description: "Null when `MANUAL` was not used." })
  manual?: ManualMetrics | null;

  @Field(() => EvaluationInferenceDataset, {
    nullable: true,
    description:
      "The data set of the version's answers, its id and name alone; null in answers before 2025.",
  })
  inferenceDataset?: EvaluationInferenceDataset | null;

  @Field(() => [NamedValue], {
    nullable: true,
    description:
      "Metrics that this schema has no field for, by Qianfan's own names, such as `gsbDistribution`; those without a value are left out.",
  })
  otherMetrics?: readonly NamedValue[];

  @Field(() => [NamedValue], {
    nullable: true,
    description: "Measures of speed, undocumented; every answer seen so far had none.",
  })
  performance?: readonly NamedValue[] | null;
}
