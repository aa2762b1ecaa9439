import { Field, ID, ObjectType } from "type-graphql";
import { connectionType } from "./connection.ts";
import { CachedWithOwner, Entity, MayChange } from "./directives.ts";
import { graphqlEnum, UNKNOWN_VALUE } from "./enum.ts";
import { ComesWith } from "./hydration.ts";
import { ModelVersion } from "./model-version.ts";
import { Node } from "./node.ts";
import { DateTime } from "./scalars.ts";

export const CompressionTaskState = graphqlEnum(
  "CompressionTaskState",
  "How far a compression has come. `SUCCEEDED`, `FAILED` and `STOPPED` are final.",
  {
    CREATING: "It is being prepared (`creating`).",
    RUNNING: "The version is being compressed (`running`).",
    SUCCEEDED: "The new version is there (`succeeded`). Final.",
    FAILED: "There will be no new version (`failed`). Final.",
    STOPPING: "It is being cancelled (`stopping`).",
    STOPPED: "It was cancelled (`stopped`). Final.",
    ...UNKNOWN_VALUE,
  },
);

export const CompressionStrategy = graphqlEnum(
  "CompressionStrategy",
  "How a version is made smaller.",
  {
    QUANTIZATION: "Its numbers are stored with fewer bits (`Quantization`).",
    SPARSITY: "Numbers that matter little are left out (`Sparsity`).",
    ...UNKNOWN_VALUE,
  },
);

@ObjectType({ description: "How a compression makes a version smaller." })
@CachedWithOwner
export class CompressionSettings {
  @Field(() => CompressionStrategy, { nullable: true, description: "The way of compressing." })
  strategy?: keyof typeof CompressionStrategy | null;

  @Field(() => String, { nullable: true, description: "`strategy` in Qianfan's own spelling." })
  strategyText?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The kind of quantization in Qianfan's own spelling, such as `INT8-PTQ`; null for `SPARSITY`.",
  })
  weight?: string | null;
}

@ObjectType({
  description:
    "A task that makes a smaller version of a model version. Qianfan's API V2 alone has these: with `QIANFAN_API_VERSION=v1` they are the error `NOT_SUPPORTED`.",
  implements: Node,
})
@Entity
@MayChange
export class CompressionTask {
  @Field(() => ID, { description: "The `amva-` id. Compressions have no integer id in V2." })
  @ComesWith("compressionTask")
  id?: string;

  @Field(() => String, { nullable: true, description: "The task's name." })
  @ComesWith("compressionTask")
  name?: string | null;

  @Field(() => String, { nullable: true, description: "Free text; may be empty." })
  @ComesWith("compressionTask")
  description?: string | null;

  @Field(() => CompressionTaskState, { nullable: true, description: "How far it has come." })
  @ComesWith("compressionTask")
  state?: keyof typeof CompressionTaskState | null;

  @Field(() => String, { nullable: true, description: "`state` in Qianfan's own spelling." })
  @ComesWith("compressionTask")
  stateText?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether the state will not change any more, so that nothing is left to wait for.",
  })
  @ComesWith("compressionTask")
  isFinal?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Why it failed, in Qianfan's words; null unless it has failed. Lists do not have it: there it costs one call for each task.",
  })
  @ComesWith("compressionTask")
  failureReason?: string | null;

  @Field(() => ModelVersion, { nullable: true, description: "The version that is compressed." })
  @ComesWith("compressionTask")
  sourceModelVersion?: ModelVersion | null;

  @Field(() => ModelVersion, {
    nullable: true,
    description: "The version that it made; null until it has succeeded.",
  })
  @ComesWith("compressionTask")
  modelVersion?: ModelVersion | null;

  @Field(() => CompressionSettings, {
    nullable: true,
    description: "How it compresses. Lists do not have it: there it costs one call for each task.",
  })
  @ComesWith("compressionTask")
  settings?: CompressionSettings | null;

  @Field(() => DateTime, { nullable: true, description: "When it was made." })
  @ComesWith("compressionTask")
  createdAt?: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      "When it ended; null before. Qianfan documents no name for it, so that it may be null afterwards too.",
  })
  @ComesWith("compressionTask")
  finishedAt?: Date | null;
}

export const CompressionTaskConnection = connectionType(
  "CompressionTask",
  "compressions",
  () => CompressionTask,
  1,
);
