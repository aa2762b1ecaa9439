import { Field, Float, ID, ObjectType } from "type-graphql";
import { MayChange } from "./directives.ts";
import { graphqlEnum, UNKNOWN_VALUE } from "./enum.ts";
import { ModelVersion } from "./model-version.ts";
import { UserError } from "./user-error.ts";

export const ModelExportState = graphqlEnum(
  "ModelExportState",
  "How far the export of a version has come. `DONE` and `FAILED` are final.",
  {
    RUNNING: "The version is being packed (`Doing`).",
    DONE: "The file is there (`Done`). Final.",
    FAILED: "There will be no file (`Fail`). Final.",
    ...UNKNOWN_VALUE,
  },
);

@ObjectType({
  description:
    "A model version packed for download. A version has one export; a new one takes its place. Qianfan's API V2 alone has these.",
})
@MayChange
export class ModelExport {
  @Field(() => ID, {
    nullable: true,
    description: "Qianfan's id of the export. Nothing takes it: an export is found by its version.",
  })
  exportId?: string | null;

  @Field(() => ModelExportState, { nullable: true, description: "How far it has come." })
  state?: keyof typeof ModelExportState | null;

  @Field(() => String, { nullable: true, description: "`state` in Qianfan's own spelling." })
  stateText?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether the state will not change any more, so that nothing is left to wait for.",
  })
  isFinal?: boolean | null;

  @Field(() => String, { nullable: true, description: "The file's name; null until it is there." })
  fileName?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The file's type in Qianfan's own spelling; null until it is there.",
  })
  fileType?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The MD5 checksum of the file; null until it is there.",
  })
  md5?: string | null;

  @Field(() => Float, {
    nullable: true,
    description:
      "The file's size; null until it is there. Qianfan documents no unit; the emulator takes bytes.",
  })
  fileSize?: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Where the file can be fetched; null until it is there. The address opens the file for anyone who has it, so treat it as a secret, and do not store or log it.",
  })
  downloadUrl?: string | null;
}

@ObjectType({ description: "The export that was started." })
export class ExportModelVersionPayload {
  @Field(() => ModelVersion, {
    nullable: true,
    description: "The version that is packed; null when it was declined.",
  })
  modelVersion?: ModelVersion | null;

  @Field(() => [UserError], { description: "Why it was declined; empty when it was not." })
  userErrors: UserError[];
}
