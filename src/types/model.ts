import { Field, ID, Int, ObjectType } from "type-graphql";
import type * as domain from "../domain/index.ts";
import { Calls } from "./calls.ts";
import { CachedWithOwner, Entity, MayChange, Shareable } from "./directives.ts";
import { graphqlEnum, UNKNOWN_VALUE } from "./enum.ts";
import { ComesWith } from "./hydration.ts";
import { ModelVersion } from "./model-version.ts";
import { Node } from "./node.ts";
import { DateTime } from "./scalars.ts";

export const ModelSource = graphqlEnum<domain.OrUnknown<domain.ModelSource>>(
  "ModelSource",
  "Whose model it is.",
  {
    OWN: "Made by a user of the account (`UserCreate`).",
    PRESET: "Provided by the platform for everyone (`PlatformPreset`).",
    ...UNKNOWN_VALUE,
  },
);

export const MODEL_TYPE_VALUES = {
  TEXT_GENERATION: "A large language model (0, `Text2Text`).",
  IMAGE_GENERATION: "Text to image (1, `Text2Image`).",
  INDUSTRIAL_SEARCH: "Search within an industry (2; own models only; V1 only).",
  TEXT_REPRESENTATION: "Text to a representation (3, `TextRepresentation`; own models only).",
  VECTOR: "Text to a vector, for retrieval (4, `Embedding`).",
  IMAGE_UNDERSTANDING: "Questions about images (5, `ImageUnderstanding`).",
  INDUSTRY: "A model for one industry (6, `Industry`; preset models only).",
  VIDEO_GENERATION: "Text to video (`VideoGeneration`; V2 only).",
  VOICE_GENERATION: "Text to speech (`VioceGeneration`, spelled so; V2 only).",
  REASONING: "A model that reasons before it answers (`Reasoning`; V2 only).",
  RERANKING: "Orders texts by how well they fit a question (`Reranker`; V2 only).",
} satisfies Record<domain.ModelType, string>;

export const ModelType = graphqlEnum<domain.OrUnknown<domain.ModelType>>(
  "ModelType",
  "What a model does. Qianfan numbers these slightly differently for own and preset models.",
  { ...MODEL_TYPE_VALUES, ...UNKNOWN_VALUE },
);

@ObjectType({ description: "The user who made a model." })
@CachedWithOwner
export class ModelCreator {
  @Field(() => ID, { nullable: true, description: "The user's id, digits." })
  userId?: string | null;

  @Field(() => String, { nullable: true, description: "The user's name." })
  name?: string | null;
}

@ObjectType({
  implements: Node,
  description:
    "A family of model versions under one name, in the account's registry or provided by the platform.",
})
@Entity
@MayChange
export class Model {
  @Field(() => ID, {
    description:
      "The `am-` id, whichever form it was asked by; the integer's digits only where no answer of Qianfan's has the string.",
  })
  @ComesWith("model")
  id?: string;

  @Field(() => ID, {
    nullable: true,
    description: "The integer id as digits. Qianfan may drop these: store `id`.",
  })
  @Shareable
  @ComesWith("model")
  numericId?: string | null;

  @Field(() => String, { nullable: true, description: "Unique within the account." })
  @ComesWith("model")
  name?: string | null;

  @Field(() => String, { nullable: true, description: "Free text; may be empty." })
  @ComesWith("model")
  description?: string | null;

  @Field(() => ModelSource, { nullable: true, description: "Whose model it is." })
  @ComesWith("model")
  source?: keyof typeof ModelSource | null;

  @Field(() => String, { nullable: true, description: "`source` in Qianfan's own spelling." })
  @ComesWith("model")
  sourceText?: string | null;

  @Field(() => ModelType, { nullable: true, description: "What the model does." })
  @ComesWith("model")
  type?: keyof typeof ModelType | null;

  @Field(() => Int, {
    nullable: true,
    description: "`type` as V1's number; null when V2 answered.",
  })
  @ComesWith("model")
  typeCode?: number | null;

  @Field(() => String, {
    nullable: true,
    description: "`type` as V2's word, such as `Text2Text`; null when V1 answered.",
  })
  @ComesWith("model")
  typeText?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The base model the family is trained from, such as `ernieBotLite-Speed`; empty for preset models.",
  })
  @ComesWith("model")
  trainType?: string | null;

  @Field(() => [String], {
    nullable: true,
    description:
      "The model's tags. They come with a list of models; elsewhere they cost one call for each model, which looks for it by its name. Null when it is not found so.",
  })
  @ComesWith("modelTags")
  tags?: readonly string[] | null;

  @Field(() => ModelCreator, {
    nullable: true,
    description: "Who made the model; null for preset models.",
  })
  @ComesWith("model")
  creator?: ModelCreator | null;

  @Field(() => DateTime, { nullable: true, description: "When the model was made." })
  @ComesWith("model")
  createdAt?: Date | null;

  @Field(() => DateTime, { nullable: true, description: "When the model last changed." })
  @ComesWith("model")
  updatedAt?: Date | null;

  @Field(() => Int, { nullable: true, description: "How many versions it has." })
  @ComesWith("model")
  versionCount?: number | null;

  @Field(() => ModelVersion, {
    nullable: true,
    description:
      "The newest version; null for a model without versions. V2 does not tell which it is: where the model has several, it costs one call for each.",
  })
  @ComesWith("modelLatestVersion")
  @Calls(0)
  latestVersion?: ModelVersion | null;

  /** Resolved with its arguments by `ModelResolver`. */
  versions?: readonly ModelVersion[];
}
