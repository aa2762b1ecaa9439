import { Field, ID, InputType, Int } from "type-graphql";
import { z } from "zod";
import { isNumericId } from "../domain/ids.ts";
import { allows, line, lines, maybe, prose, wholeNumber } from "../schema/input-checks.ts";

const MAX_NAME_LENGTH = 256;
const MAX_TEXT_LENGTH = 20_000;
/** As the platform itself has it. */
const MAX_METRIC_LENGTH = 200;

@InputType({ description: "What the judge model is told." })
export class JudgePromptInput {
  @Field(() => String, { nullable: true, description: "The template's name." })
  templateName?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The template, needed where V1 of Qianfan's API answers, and only there: `{{src}}` stands for the question, `{{tgt}}` for the expected answer, `{{prediction}}` for the version's, which must be there, `{{min_score}}` and `{{max_score}}` for the range of scores. Single braces are plain text.",
  })
  templateContent?: string | null;

  @Field(() => String, {
    description: `What is judged, such as \`综合得分\`: at most ${MAX_METRIC_LENGTH} characters, several lines allowed.`,
  })
  metric: string;

  @Field(() => String, {
    description: "The steps the judge is to take; several lines allowed.",
  })
  steps: string;

  @Field(() => Int, { defaultValue: 5, description: "The highest score, in points; 5 by default." })
  maxScore: number;
}

@InputType({ description: "Let a judge model score." })
export class JudgeEvaluationInput {
  @Field(() => ID, {
    nullable: true,
    description:
      "The application whose quota runs the judge model, digits. Needed where V1 of Qianfan's API answers, and only there.",
  })
  applicationId?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The model that judges, such as `ERNIE-4.0-8K`. Needed where V2 of Qianfan's API answers, and only there.",
  })
  apiName?: string | null;

  @Field(() => JudgePromptInput, { description: "What the judge is told." })
  prompt: JudgePromptInput;
}

/** What a template may have in double braces. In single ones it stays as it is, and spoils all scores silently. */
const PLACEHOLDERS = ["src", "tgt", "prediction", "min_score", "max_score"] as const;

const doubled = (name: string) => `{{${name}}}`;

function onlySingle(text: string): string[] {
  return PLACEHOLDERS.filter(
    (name) => text.includes(`{${name}}`) && !text.includes(doubled(name)),
  ).map(doubled);
}

const PREDICTION = doubled("prediction");
const WITH_PREDICTION = allows(
  `up to ${MAX_TEXT_LENGTH} characters that contain ${PREDICTION}`,
  `最多 ${MAX_TEXT_LENGTH} 个字符，且须包含 ${PREDICTION}`,
);

const judgeTemplate = prose(MAX_TEXT_LENGTH).superRefine((text, faults) => {
  const names = onlySingle(text);
  if (names.length > 0) faults.addIssue({ code: "custom", message: doubleBraces(names) });
  else if (!text.includes(PREDICTION))
    faults.addIssue({ code: "custom", message: WITH_PREDICTION });
});

function doubleBraces(names: readonly string[]): string {
  return allows(
    `double braces, ${names.join(", ")}: Qianfan takes single braces for plain text`,
    `双花括号，即 ${names.join("、")}：千帆将单花括号视为普通文本`,
  );
}

export const judgeRules = z.object({
  applicationId: maybe(z.string().refine(isNumericId, allows("a positive integer", "正整数"))),
  apiName: maybe(line(MAX_NAME_LENGTH)),
  prompt: z.object({
    templateName: maybe(line(MAX_NAME_LENGTH)),
    templateContent: maybe(judgeTemplate),
    metric: lines(MAX_METRIC_LENGTH),
    steps: prose(MAX_TEXT_LENGTH),
    maxScore: wholeNumber(1, 100),
  }),
});
