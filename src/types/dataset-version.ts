import { Field, Float, ID, Int, ObjectType } from "type-graphql";
import { MayChange } from "./directives.ts";
import { graphqlEnum, UNKNOWN_VALUE } from "./enum.ts";
import { DateTime } from "./scalars.ts";

export const DatasetStorage = graphqlEnum("DatasetStorage", "Where a data set is stored.", {
  PLATFORM: "The platform's own storage (`sysStorage`).",
  BUCKET: "A bucket of the account's own (`BOS`).",
  ...UNKNOWN_VALUE,
});

@ObjectType({
  description: "One version of a data set, as Qianfan's API V2 describes it.",
})
@MayChange
export class DatasetVersion {
  @Field(() => ID, { description: "The version's `ds-` id." })
  datasetId: string;

  @Field(() => ID, {
    nullable: true,
    description: "The `dg-` id of the data set that all its versions belong to.",
  })
  groupId?: string | null;

  @Field(() => String, { nullable: true, description: "The data set's name." })
  name?: string | null;

  @Field(() => Int, { nullable: true, description: "Which version it is, from 1." })
  number?: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      "What a sample is, in Qianfan's own spelling: `PromptResponse`, `Text`, `Prompt`, `PromptImage` and others.",
  })
  format?: string | null;

  @Field(() => String, { nullable: true, description: "Free text; may be empty." })
  description?: string | null;

  @Field(() => DatasetStorage, { nullable: true, description: "Where it is stored." })
  storage?: keyof typeof DatasetStorage | null;

  @Field(() => String, { nullable: true, description: "`storage` in Qianfan's own spelling." })
  storageText?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The bucket's name; null in the platform's own storage.",
  })
  bucket?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Where it is in the bucket; null in the platform's own storage.",
  })
  path?: string | null;

  @Field(() => Float, { nullable: true, description: "Its size in megabytes." })
  megabytes?: number | null;

  @Field(() => Float, { nullable: true, description: "How many characters it has." })
  characters?: number | null;

  @Field(() => Float, { nullable: true, description: "How many samples it has." })
  samples?: number | null;

  @Field(() => String, {
    nullable: true,
    description: "How many samples have an answer, of how many, such as `20/20`.",
  })
  annotationProgress?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "How far its import has come, in Qianfan's own spelling, such as `ImportFinished`.",
  })
  importStatus?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Whether it is published, in Qianfan's own spelling, such as `Published`.",
  })
  publishStatus?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "How far its publication has come, such as `100%`.",
  })
  publishProgress?: string | null;

  @Field(() => String, { nullable: true, description: "The name of the person who made it." })
  creator?: string | null;

  @Field(() => DateTime, { nullable: true, description: "When it was made." })
  createdAt?: Date | null;

  @Field(() => DateTime, { nullable: true, description: "When it last changed." })
  updatedAt?: Date | null;
}
