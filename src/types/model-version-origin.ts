import { createUnionType, Field, ID, Int, ObjectType } from "type-graphql";
import type * as domain from "../domain/index.ts";
import { CachedWithOwner } from "./directives.ts";
import { graphqlEnum, UNKNOWN_VALUE } from "./enum.ts";
import { ModelVersion } from "./model-version.ts";

export const TrainKind = graphqlEnum<domain.OrUnknown<domain.TrainKind>>(
  "TrainKind",
  "What a training run trained.",
  {
    FINE_TUNING: "Tuning of a large model (1).",
    REWARD_MODEL: "The reward model of RLHF (2).",
    REINFORCEMENT_LEARNING: "The reinforcement learning of RLHF (3).",
    ...UNKNOWN_VALUE,
  },
);

const TEXT = "The kind of origin in Qianfan's own spelling.";

@ObjectType({ description: "The version was published from a training run." })
@CachedWithOwner
export class TrainOrigin {
  readonly kind: "train";

  @Field(() => String, { description: TEXT })
  text: string;

  @Field(() => ID, {
    nullable: true,
    description: "The train job, `job-...`; its digits in older answers.",
  })
  trainJobId?: string | null;

  @Field(() => ID, { nullable: true, description: "The train job's integer id as digits." })
  trainJobNumericId?: string | null;

  @Field(() => String, { nullable: true, description: "The train job's name." })
  trainJobName?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "The train task, `task-...`, one run of the job; its digits in older answers.",
  })
  trainTaskId?: string | null;

  @Field(() => ID, { nullable: true, description: "The train task's integer id as digits." })
  trainTaskNumericId?: string | null;

  @Field(() => Int, { nullable: true, description: "Which run of the job it was, from 1." })
  iteration?: number | null;

  @Field(() => TrainKind, { nullable: true, description: "What was trained." })
  trainKind?: keyof typeof TrainKind | null;

  @Field(() => Int, { nullable: true, description: "`trainKind` as Qianfan's number." })
  trainKindCode?: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "Qianfan's number for the kind of model trained; a scale of its own, undocumented.",
  })
  modelTypeCode?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "Qianfan's number for the training template; undocumented.",
  })
  templateTypeCode?: number | null;
}

@ObjectType({ description: "The version was made by compressing another one." })
@CachedWithOwner
export class CompressionOrigin {
  readonly kind: "compression";

  @Field(() => String, { description: TEXT })
  text: string;

  @Field(() => ID, { nullable: true, description: "The compression task's integer id as digits." })
  compressionTaskId?: string | null;

  @Field(() => String, { nullable: true, description: "The compression task's name." })
  compressionTaskName?: string | null;

  @Field(() => ModelVersion, { nullable: true, description: "The version that was compressed." })
  sourceModelVersion?: ModelVersion | null;
}

@ObjectType({ description: "The version was imported from outside." })
@CachedWithOwner
export class ImportOrigin {
  readonly kind: "import";

  @Field(() => String, { description: TEXT })
  text: string;

  @Field(() => String, { nullable: true, description: "The object-storage bucket of its files." })
  bucket?: string | null;

  @Field(() => String, { nullable: true, description: "The path within the bucket." })
  object?: string | null;
}

@ObjectType({ description: "The version is provided by the platform." })
@CachedWithOwner
export class PresetOrigin {
  readonly kind: "preset";

  @Field(() => String, { description: TEXT })
  text: string;
}

export type Origin = TrainOrigin | CompressionOrigin | ImportOrigin | PresetOrigin;

const ORIGIN_TYPES = {
  train: "TrainOrigin",
  compression: "CompressionOrigin",
  import: "ImportOrigin",
  preset: "PresetOrigin",
} as const satisfies Record<Origin["kind"], string>;

export function originType({ kind }: Pick<Origin, "kind">): string {
  return ORIGIN_TYPES[kind];
}

export const ModelVersionOrigin = createUnionType({
  name: "ModelVersionOrigin",
  description: "Where a version came from.",
  types: () => [TrainOrigin, CompressionOrigin, ImportOrigin, PresetOrigin] as const,
  resolveType: ({ kind }) => ORIGIN_TYPES[kind],
});
