import { Field, ID, Int, ObjectType } from "type-graphql";
import type * as domain from "../domain/index.ts";
import { connectionType } from "./connection.ts";
import { CachedWithOwner, Entity, MayChange, Shareable } from "./directives.ts";
import { graphqlEnum, UNKNOWN_VALUE } from "./enum.ts";
import { ComesWith } from "./hydration.ts";
import { Model } from "./model.ts";
import { ModelVersionOrigin, type Origin } from "./model-version-origin.ts";
import { NamedValue } from "./named-value.ts";
import { Node } from "./node.ts";
import { DateTime, JSONObject } from "./scalars.ts";

export const ModelVersionState = graphqlEnum<domain.OrUnknown<domain.ModelVersionState>>(
  "ModelVersionState",
  "How far a version has come. `READY` and `FAILED` are final.",
  {
    CREATING: "Its files are being prepared (`Creating`); it becomes `READY` or `FAILED`.",
    READY: "It can be used (`Ready`). Final.",
    FAILED: "It could not be made (`Fail`). Final.",
    ...UNKNOWN_VALUE,
  },
);

export const ModelIoMode = graphqlEnum<domain.OrUnknown<domain.IoMode>>(
  "ModelIoMode",
  "How a version is talked to.",
  {
    CHAT: "A conversation of messages (`chat`).",
    COMPLETION: "A text to continue (`completion`).",
    EMBEDDING: "A text to turn into a vector (`embedding`; V2 only).",
    RERANKING: "Texts to order by how well they fit a question (`reranker`; V2 only).",
    TEXT_TO_IMAGE: "A text to make an image of (`Text-to-Image`; V2 only).",
    IMAGE_TO_TEXT: "An image to describe (`Image-to-Text`; V2 only).",
    VIDEO: "Video (`video`; V2 only).",
    VOICE: "Voice (`voice`; V2 only).",
    ...UNKNOWN_VALUE,
  },
);

export const DeployTarget = graphqlEnum<domain.OrUnknown<domain.DeployTarget>>(
  "DeployTarget",
  "Where a version can be deployed.",
  {
    PUBLIC_POOL: "The platform's public resource pool (`Public`).",
    PRIVATE_POOL: "A private resource pool (`Private`).",
    ...UNKNOWN_VALUE,
  },
);

export const ModelCapability = graphqlEnum<domain.OrUnknown<domain.ModelCapability>>(
  "ModelCapability",
  "What can be done with a version.",
  {
    DEPLOY: "It can be deployed as a service (`Deploy`).",
    EVALUATION: "It can be evaluated (`Evaluation`).",
    COMPRESSION: "It can be compressed to run faster (`Acceleration`).",
    ...UNKNOWN_VALUE,
  },
);

@ObjectType({ description: "How many tokens a version takes." })
@CachedWithOwner
export class TokenLimits {
  @Field(() => Int, { nullable: true, description: "The longest input, in tokens." })
  inputTokens?: number | null;

  @Field(() => [NamedValue], {
    nullable: true,
    description: "Further limits, by Qianfan's own names: no documentation of them was found.",
  })
  others?: readonly NamedValue[] | null;
}

@ObjectType({ description: "What a version takes and gives when it is called, as JSON Schemas." })
@CachedWithOwner
export class ModelVersionParameters {
  @Field(() => JSONObject, {
    nullable: true,
    description: "JSON Schema of the request: the inference parameters and their defaults.",
  })
  input?: Record<string, unknown> | null;

  @Field(() => JSONObject, { nullable: true, description: "JSON Schema of the answer." })
  output?: Record<string, unknown> | null;
}

@ObjectType({
  implements: Node,
  description: "One version of a model: what is deployed and evaluated.",
})
@Entity
@MayChange
export class ModelVersion {
  @Field(() => ID, {
    description:
      "The `amv-` id, whichever form it was asked by; the integer's digits only where no answer of Qianfan's has the string.",
  })
  @ComesWith("modelVersion")
  id?: string;

  @Field(() => ID, {
    nullable: true,
    description: "The integer id as digits. Qianfan may drop these: store `id`.",
  })
  @Shareable
  @ComesWith("modelVersion")
  numericId?: string | null;

  @Field(() => Model, { nullable: true, description: "The model it is a version of." })
  @Shareable
  @ComesWith("modelVersion")
  model?: Model | null;

  @Field(() => String, { nullable: true, description: "The model's name." })
  @ComesWith("modelVersionName")
  name?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "`1`, `2`, ... for own models; a name such as `ERNIE-Lite-128K-0419` for preset ones.",
  })
  @ComesWith("modelVersion")
  version?: string | null;

  @Field(() => String, { nullable: true, description: "Free text; may be empty." })
  @ComesWith("modelVersion")
  description?: string | null;

  @Field(() => ModelVersionState, { nullable: true, description: "How far it has come." })
  @ComesWith("modelVersion")
  state?: keyof typeof ModelVersionState | null;

  @Field(() => String, { nullable: true, description: "`state` in Qianfan's own spelling." })
  @ComesWith("modelVersion")
  stateText?: string | null;

  @Field(() => ModelVersionOrigin, {
    nullable: true,
    description: "Where it came from; null when Qianfan names a kind of origin added since.",
  })
  @CachedWithOwner
  @ComesWith("modelVersion")
  origin?: Origin | null;

  @Field(() => String, {
    nullable: true,
    description: "The kind of `origin` in Qianfan's own spelling, such as `Train`.",
  })
  @ComesWith("modelVersion")
  originText?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The framework it runs on; `paddlepaddle` and `pytorch` have been seen.",
  })
  @ComesWith("modelVersion")
  framework?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Qianfan's id of the algorithm, such as `ERNIE_EB-ERNIEBOT_PRO`.",
  })
  @ComesWith("modelVersion")
  algorithm?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Qianfan's id of the network, such as `paddlepaddle-ERNIE_EB-ERNIEBOT_PRO_LORA`.",
  })
  @ComesWith("modelVersion")
  network?: string | null;

  @Field(() => ModelIoMode, { nullable: true, description: "How it is talked to." })
  @ComesWith("modelVersion")
  ioMode?: keyof typeof ModelIoMode | null;

  @Field(() => String, { nullable: true, description: "`ioMode` in Qianfan's own spelling." })
  @ComesWith("modelVersion")
  ioModeText?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The longest input plus output, in tokens, such as `7K+1K`; may be empty.",
  })
  @ComesWith("modelVersion")
  ioLength?: string | null;

  @Field(() => TokenLimits, {
    nullable: true,
    description: "How many tokens it takes; null when V1 answered.",
  })
  @ComesWith("modelVersion")
  tokenLimits?: TokenLimits | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The base model's version, such as `ERNIE-Speed-8K`; null for preset versions, and when V1 answered.",
  })
  @ComesWith("modelVersion")
  baseModel?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The base model it was trained from; empty for preset versions.",
  })
  @ComesWith("modelVersion")
  trainType?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "For open-source models and what was derived from them; else empty.",
  })
  @ComesWith("modelVersion")
  copyright?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The licence of a preset open-source model; else null.",
  })
  @ComesWith("modelVersion")
  license?: string | null;

  @Field(() => [DeployTarget], { nullable: true, description: "Where it can be deployed." })
  @ComesWith("modelVersion")
  deployTargets?: readonly (keyof typeof DeployTarget)[] | null;

  @Field(() => [String], {
    nullable: true,
    description: "`deployTargets` in Qianfan's own spelling.",
  })
  @ComesWith("modelVersion")
  deployTargetTexts?: readonly string[] | null;

  @Field(() => [ModelCapability], { nullable: true, description: "What can be done with it." })
  @ComesWith("modelVersion")
  capabilities?: readonly (keyof typeof ModelCapability)[] | null;

  @Field(() => [String], {
    nullable: true,
    description: "`capabilities` in Qianfan's own spelling.",
  })
  @ComesWith("modelVersion")
  capabilityTexts?: readonly string[] | null;

  @Field(() => [NamedValue], {
    nullable: true,
    description: "Further properties, undocumented; every answer seen so far had none.",
  })
  @ComesWith("modelVersion")
  properties?: readonly NamedValue[] | null;

  @Field(() => ModelVersionParameters, {
    nullable: true,
    description:
      "What it takes and gives when it is called. The one field that costs a call of its own for each version.",
  })
  @ComesWith("modelVersionParameters")
  parameters?: ModelVersionParameters | null;

  @Field(() => DateTime, { nullable: true, description: "When it was made." })
  @ComesWith("modelVersion")
  createdAt?: Date | null;

  @Field(() => DateTime, { nullable: true, description: "When it last changed." })
  @ComesWith("modelVersion")
  updatedAt?: Date | null;
}

export const ModelVersionConnection = connectionType(
  "ModelVersion",
  "versions",
  () => ModelVersion,
);
