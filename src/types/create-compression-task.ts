import { Field, ID, InputType, ObjectType } from "type-graphql";
import { z } from "zod";
import { COMPRESSION_STRATEGIES, type CompressionRequest } from "../domain/index.ts";
import { allows, id, line, maybe, prose } from "../schema/input-checks.ts";
import { CompressionStrategy, CompressionTask } from "./compression-task.ts";
import { IDEMPOTENCY_KEY, idempotencyKey } from "./idempotency-key.ts";
import { UserError } from "./user-error.ts";

const LONGEST_NAME = 256;
const LONGEST_DESCRIPTION = 2000;

@InputType({ description: "A version to compress, how, and where the new version goes." })
export class CreateCompressionTaskInput {
  @Field(() => String, { description: `The task's name; at most ${LONGEST_NAME} characters.` })
  name: string;

  @Field(() => String, {
    nullable: true,
    description: `Free text; at most ${LONGEST_DESCRIPTION} characters.`,
  })
  description?: string | null;

  @Field(() => ID, {
    description:
      "The version to compress, by either form of its id. Its `capabilities` must have `COMPRESSION`.",
  })
  sourceModelVersionId: string;

  @Field(() => ID, {
    description:
      "The account's own model that the new version is added to, by either form of its id; it may be the source's.",
  })
  targetModelId: string;

  @Field(() => CompressionStrategy, { description: "The way of compressing." })
  strategy: keyof typeof CompressionStrategy;

  @Field(() => String, {
    nullable: true,
    description:
      "With `QUANTIZATION`, which requires it: the kind of quantization, in Qianfan's own spelling. Documented are `INT8-PTQ`, `W8A16C16` and `W4A16C16`; others are passed on.",
  })
  weight?: string | null;

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY })
  idempotencyKey?: string | null;
}

const STRATEGY = allows("QUANTIZATION or SPARSITY", "QUANTIZATION 或 SPARSITY");
const WEIGHT = allows(
  "with strategy QUANTIZATION a text such as INT8-PTQ, else nothing",
  "strategy 为 QUANTIZATION 时须填写（如 INT8-PTQ），否则不填",
);

/** Qianfan documents no lengths, so these only stop the absurd. */
const fields = z.object({
  name: line(LONGEST_NAME),
  description: maybe(prose(LONGEST_DESCRIPTION)),
  sourceModelVersionId: id("modelVersion"),
  targetModelId: id("model"),
  strategy: z.enum(COMPRESSION_STRATEGIES, STRATEGY),
  weight: maybe(line(LONGEST_NAME)),
  idempotencyKey,
});

export const createCompressionTaskRules = fields.transform(
  ({ strategy, weight, idempotencyKey: key, ...request }, context) => {
    const settings = settingsOf(strategy, weight);
    if (settings) return { key, request: { ...request, settings } };
    context.addIssue({ code: "custom", path: ["weight"], message: WEIGHT });
    return z.NEVER;
  },
);

function settingsOf(
  strategy: (typeof COMPRESSION_STRATEGIES)[number],
  weight: string | undefined,
): CompressionRequest["settings"] | null {
  if (strategy === "QUANTIZATION") return weight === undefined ? null : { strategy, weight };
  return weight === undefined ? { strategy } : null;
}

@ObjectType({ description: "The compression that was started." })
export class CreateCompressionTaskPayload {
  /** Resolved with its argument by `CreateCompressionTaskPayloadResolver`. */
  compressionTask?: CompressionTask | null;

  @Field(() => [UserError], { description: "Why it was declined; empty when it was not." })
  userErrors: UserError[];
}

@ObjectType({ description: "The compression that is being cancelled." })
export class CancelCompressionTaskPayload {
  @Field(() => CompressionTask, {
    nullable: true,
    description: "The task, `STOPPING` at first; null when it was declined.",
  })
  compressionTask?: CompressionTask | null;

  @Field(() => [UserError], { description: "Why it was declined; empty when it was not." })
  userErrors: UserError[];
}
