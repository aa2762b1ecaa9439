import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { z } from "zod";
import {
  allows,
  always,
  id,
  line,
  maybe,
  prose,
  some,
  template,
  wholeNumber,
} from "../schema/input-checks.ts";
import { JudgeEvaluationInput, judgeRules } from "./evaluation-judge-input.ts";
import { RuleScoreMode } from "./evaluation-standard.ts";
import { EvaluationTask } from "./evaluation-task.ts";
import { IDEMPOTENCY_KEY, idempotencyKey } from "./idempotency-key.ts";
import { JSONObject } from "./scalars.ts";
import { UserError } from "./user-error.ts";

const MAX_NAME_LENGTH = 256;
const MAX_TEXT_LENGTH = 20_000;
const MAX_VERSIONS = 100;
const MAX_STOP_WORDS = 10_000;
/** As the platform itself has it. */
const MAX_DIMENSIONS = 4;
const SATISFACTION = "满意度";

@InputType({ description: "Where a version's answers are stored: a bucket of the account's own." })
export class EvaluationStorageInput {
  @Field(() => String, { description: "The bucket's name." })
  bucket: string;

  @Field(() => String, { description: "The folder within the bucket, such as `answers/`." })
  path: string;
}

@InputType({ description: "One version to evaluate, and how it is called." })
export class EvaluationVersionInput {
  @Field(() => ID, { description: "The version, by either form of its id." })
  modelVersionId: string;

  @Field(() => ID, { nullable: true, description: "Its model; Qianfan finds it by itself." })
  modelId?: string | null;

  @Field(() => JSONObject, {
    nullable: true,
    description:
      "Inference parameters, such as `temperature`, `top_p` and `penalty_score`; the version's `parameters` tell which there are.",
  })
  inferenceParameters?: Record<string, unknown> | null;

  @Field(() => String, {
    nullable: true,
    description: "A prompt to put each sample into; `{input}` stands for the sample.",
  })
  promptTemplate?: string | null;

  @Field(() => EvaluationStorageInput, {
    nullable: true,
    description: "Where its answers are stored; the platform's storage when left out.",
  })
  storage?: EvaluationStorageInput | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "Whether the other version is compared with this one (good, same, bad): takes exactly two versions. Only where V2 of Qianfan's API answers.",
  })
  isBaseline?: boolean | null;
}

@InputType({ description: "Score by rules." })
export class RuleEvaluationInput {
  @Field(() => [RuleScoreMode], { description: "What is measured; at least one." })
  scoreModes: (keyof typeof RuleScoreMode)[];

  @Field(() => String, {
    nullable: true,
    description: "Where a list of words to leave out is stored. Only where V1 answers.",
  })
  stopWordsPath?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: "Words to leave out. Only where V2 of Qianfan's API answers.",
  })
  stopWords?: string[] | null;
}

@InputType({ description: "One thing that people score, from 0 to 2 points." })
export class ManualDimensionInput {
  @Field(() => String, { description: "Its name." })
  name: string;

  @Field(() => String, { nullable: true, description: "What scorers are told." })
  description?: string | null;
}

@InputType({
  description: "Let people score, in Qianfan's console. Such a task cannot be stopped.",
})
export class ManualEvaluationInput {
  @Field(() => [ManualDimensionInput], {
    description: `What they score: 1 to ${MAX_DIMENSIONS}, ${SATISFACTION} (satisfaction) among them.`,
  })
  dimensions: ManualDimensionInput[];
}

@InputType({ description: "The machines to run on." })
export class EvaluationComputeInput {
  @Field(() => Int, { defaultValue: 1, description: "Qianfan's number for the kind of machine." })
  vmType: number;

  @Field(() => Int, { defaultValue: 8, description: "How many machines." })
  vmCount: number;
}

@InputType({
  description:
    "An evaluation to start. Which of `rule`, `judge` and `manual` are given decides how it scores: at least one.",
})
export class CreateEvaluationTaskInput {
  @Field(() => String, { description: `Its name; at most ${MAX_NAME_LENGTH} characters.` })
  name: string;

  @Field(() => String, { nullable: true, description: "Free text." })
  description?: string | null;

  @Field(() => ID, {
    description: "The data set to evaluate on, `ds-...` or an integer.",
  })
  datasetId: string;

  @Field(() => ID, {
    nullable: true,
    description:
      "A draft (`EDITING`) to start with these settings, by either form of its id; a new task when left out.",
  })
  pendingTaskId?: string | null;

  @Field(() => [EvaluationVersionInput], {
    description: `The versions to evaluate: 1 to ${MAX_VERSIONS}. The same one may stand twice, with other settings.`,
  })
  versions: EvaluationVersionInput[];

  @Field(() => RuleEvaluationInput, { nullable: true, description: "Score by rules." })
  rule?: RuleEvaluationInput | null;

  @Field(() => JudgeEvaluationInput, { nullable: true, description: "Let a judge model score." })
  judge?: JudgeEvaluationInput | null;

  @Field(() => ManualEvaluationInput, { nullable: true, description: "Let people score." })
  manual?: ManualEvaluationInput | null;

  @Field(() => EvaluationComputeInput, {
    nullable: true,
    description: "The machines to run on; Qianfan chooses when left out.",
  })
  compute?: EvaluationComputeInput | null;

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY })
  idempotencyKey?: string | null;
}

const versionRules = z.object({
  modelVersionId: id("modelVersion"),
  modelId: maybe(id("model")),
  inferenceParameters: maybe(z.record(z.string(), z.unknown(), allows("an object", "对象"))),
  promptTemplate: maybe(template(MAX_TEXT_LENGTH, "{input}")),
  storage: maybe(z.object({ bucket: line(MAX_NAME_LENGTH), path: line(MAX_NAME_LENGTH) })),
  isBaseline: maybe(z.boolean()),
});

const scoreMode = z.enum(
  ["SIMILARITY", "ACCURACY"],
  allows("SIMILARITY or ACCURACY", "SIMILARITY 或 ACCURACY"),
);

const manualRules = z.object({
  dimensions: some(
    z.object({ name: line(MAX_NAME_LENGTH), description: maybe(prose(MAX_TEXT_LENGTH)) }),
    MAX_DIMENSIONS,
  ).refine(
    (dimensions) => dimensions.some(({ name }) => name === SATISFACTION),
    allows(
      `a list with a dimension named ${SATISFACTION}, which the platform's console always has`,
      `列表中须有名为“${SATISFACTION}”的维度（平台控制台始终包含该维度）`,
    ),
  ),
});

/** What a `CreateEvaluationTaskInput` must keep; where Qianfan documents no bound, it only stops the absurd. */
export const createEvaluationTaskRules = z
  .object({
    name: line(MAX_NAME_LENGTH),
    description: maybe(prose(MAX_TEXT_LENGTH)),
    datasetId: id("dataset"),
    pendingTaskId: maybe(id("evaluationTask")),
    versions: some(versionRules, MAX_VERSIONS),
    rule: maybe(
      z.object({
        scoreModes: some(scoreMode, 2),
        stopWordsPath: maybe(line(MAX_NAME_LENGTH)),
        stopWords: maybe(some(line(MAX_NAME_LENGTH), MAX_STOP_WORDS)),
      }),
    ),
    judge: maybe(judgeRules),
    manual: maybe(manualRules),
    compute: maybe(
      z.object({ vmType: wholeNumber(0, 1_000_000), vmCount: wholeNumber(1, 1_000_000) }),
    ),
    idempotencyKey,
  })
  .refine(({ rule, judge, manual }) => Boolean(rule || judge || manual), {
    path: ["rule"],
    message: allows("at least one of rule, judge and manual", "rule、judge、manual 至少其一"),
    when: always,
  });

@ObjectType({ description: "The evaluation that was started." })
export class CreateEvaluationTaskPayload {
  /** Resolved with its argument by `CreateEvaluationTaskPayloadResolver`. */
  evaluationTask?: EvaluationTask | null;

  @Field(() => [UserError], { description: "Why it was declined; empty when it was not." })
  userErrors: UserError[];
}
