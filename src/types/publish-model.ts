import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { z } from "zod";
import {
  CREATABLE_MODEL_TYPES,
  type CreatableModelType as CreatableType,
} from "../domain/index.ts";
import {
  allows,
  always,
  id,
  line,
  maybe,
  prose,
  some,
  wholeNumber,
} from "../schema/input-checks.ts";
import { graphqlEnum } from "./enum.ts";
import { IDEMPOTENCY_KEY, idempotencyKey } from "./idempotency-key.ts";
import { MODEL_TYPE_VALUES, Model } from "./model.ts";
import { ModelVersion } from "./model-version.ts";
import { UserError } from "./user-error.ts";

const MAX_NAME_LENGTH = 256;
const MAX_DESCRIPTION_LENGTH = 2000;
const MAX_TAGS = 20;
const TYPES = CREATABLE_MODEL_TYPES.join(", ");

export const CreatableModelType = graphqlEnum("CreatableModelType", "What a new model may do.", {
  TEXT_GENERATION: MODEL_TYPE_VALUES.TEXT_GENERATION,
  IMAGE_GENERATION: MODEL_TYPE_VALUES.IMAGE_GENERATION,
  VECTOR: MODEL_TYPE_VALUES.VECTOR,
  IMAGE_UNDERSTANDING: MODEL_TYPE_VALUES.IMAGE_UNDERSTANDING,
  VIDEO_GENERATION: MODEL_TYPE_VALUES.VIDEO_GENERATION,
  VOICE_GENERATION: MODEL_TYPE_VALUES.VOICE_GENERATION,
  REASONING: MODEL_TYPE_VALUES.REASONING,
  RERANKING: MODEL_TYPE_VALUES.RERANKING,
} satisfies Record<CreatableType, string>);

@InputType({
  description:
    "A finished training run to publish: as the first version of a new model (`modelName`), or as a further version of one (`modelId`). Exactly one of the two.",
})
export class PublishModelInput {
  @Field(() => String, {
    nullable: true,
    description: `The new model's name, unique within the account; at most ${MAX_NAME_LENGTH} characters.`,
  })
  modelName?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "The model to add a version to, by either form of its id.",
  })
  modelId?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: `Tags of the model; at most ${MAX_TAGS}.`,
  })
  tags?: string[] | null;

  @Field(() => CreatableModelType, {
    nullable: true,
    description:
      "What a new model does. Needed where V2 of Qianfan's API answers; V1 knows it from the training run.",
  })
  modelType?: CreatableType | null;

  @Field(() => ID, {
    description: "The train job, `job-...` or an integer. Qianfan's API calls it `taskId`.",
  })
  trainJobId: string;

  @Field(() => ID, {
    description:
      "The train task, one run of the job, `task-...` or an integer. Qianfan's API calls it `iterationId`.",
  })
  trainTaskId: string;

  @Field(() => Int, {
    nullable: true,
    description: "The checkpoint to publish, by its training step; the last one when left out.",
  })
  step?: number | null;

  @Field(() => String, {
    nullable: true,
    description: `The version's description; at most ${MAX_DESCRIPTION_LENGTH} characters.`,
  })
  description?: string | null;

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY })
  idempotencyKey?: string | null;
}

/** What a `PublishModelInput` must keep; Qianfan documents no lengths, so these only stop the absurd. */
export const publishModelRules = z
  .object({
    modelName: maybe(line(MAX_NAME_LENGTH)),
    modelId: maybe(id("model")),
    tags: maybe(some(line(MAX_NAME_LENGTH), MAX_TAGS)),
    modelType: maybe(z.enum(CREATABLE_MODEL_TYPES, allows(`one of ${TYPES}`, `${TYPES} 之一`))),
    trainJobId: id("trainJob"),
    trainTaskId: id("trainTask"),
    step: maybe(wholeNumber(0, 2 ** 31 - 1)),
    description: maybe(prose(MAX_DESCRIPTION_LENGTH)),
    idempotencyKey,
  })
  .refine(({ modelName, modelId }) => modelName !== undefined || modelId !== undefined, {
    path: ["modelName"],
    message: allows("a name, unless modelId is given", "名称（已给出 modelId 时除外）"),
    when: always,
  })
  .refine(({ modelName, modelId }) => modelName === undefined || modelId === undefined, {
    path: ["modelId"],
    message: allows(
      "an id only without modelName: a run makes a new model or adds to one",
      "仅在未给出 modelName 时填写：训练运行要么新建模型，要么加入已有模型",
    ),
    when: always,
  });

@ObjectType({ description: "What publishing made." })
export class PublishModelPayload {
  /** Resolved with its argument by `PublishModelPayloadResolver`. */
  modelVersion?: ModelVersion | null;

  @Field(() => Model, {
    nullable: true,
    description: "The model it is a version of; null when it was declined.",
  })
  model?: Model | null;

  @Field(() => [UserError], { description: "Why it was declined; empty when it was not." })
  userErrors: UserError[];
}
