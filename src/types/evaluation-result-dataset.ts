import { Field, ID, Int, ObjectType } from "type-graphql";
import type * as domain from "../domain/index.ts";
import { CachedWithOwner } from "./directives.ts";
import { graphqlEnum, UNKNOWN_VALUE } from "./enum.ts";

const DatasetProjectType = graphqlEnum<domain.OrUnknown<domain.DatasetProjectType>>(
  "DatasetProjectType",
  "What a data set's rows are.",
  {
    CONVERSATION: "Conversations (20).",
    GENERIC_TEXT: "Texts (401).",
    QUERY_SET: "Questions alone (402).",
    TEXT_TO_IMAGE: "Texts and images (705).",
    ...UNKNOWN_VALUE,
  },
);

const DatasetImportStatus = graphqlEnum<domain.OrUnknown<domain.DatasetImportStatus>>(
  "DatasetImportStatus",
  "How far writing the rows has come.",
  {
    NOT_STARTED: "Not started (-1).",
    INITIALIZED: "About to start (0).",
    RUNNING: "Running (1).",
    DONE: "Done (2).",
    FAILED: "Failed (3).",
    STOPPED: "Stopped (4).",
    ...UNKNOWN_VALUE,
  },
);

const DatasetReleaseStatus = graphqlEnum<domain.OrUnknown<domain.DatasetReleaseStatus>>(
  "DatasetReleaseStatus",
  "How far publishing the data set has come.",
  {
    NOT_STARTED: "Not started (0).",
    RUNNING: "Running (1).",
    DONE: "Done (2).",
    FAILED: "Failed (3).",
    ...UNKNOWN_VALUE,
  },
);

@ObjectType({ description: "The data set in which people score an evaluation's answers." })
@CachedWithOwner
export class EvaluationResultDataset {
  @Field(() => ID, { nullable: true, description: "The `ds-` id, or the integer's digits." })
  datasetId?: string | null;

  @Field(() => ID, { nullable: true, description: "The integer id as digits." })
  numericId?: string | null;

  @Field(() => String, { nullable: true, description: "Its name." })
  name?: string | null;

  @Field(() => DatasetProjectType, { nullable: true, description: "What its rows are." })
  projectType?: keyof typeof DatasetProjectType | null;

  @Field(() => Int, { nullable: true, description: "`projectType` as Qianfan's number." })
  projectTypeCode?: number | null;

  @Field(() => DatasetImportStatus, {
    nullable: true,
    description: "How far writing the rows has come.",
  })
  importStatus?: keyof typeof DatasetImportStatus | null;

  @Field(() => Int, { nullable: true, description: "`importStatus` as Qianfan's number." })
  importStatusCode?: number | null;

  @Field(() => DatasetReleaseStatus, {
    nullable: true,
    description: "How far publishing it has come.",
  })
  releaseStatus?: keyof typeof DatasetReleaseStatus | null;

  @Field(() => Int, { nullable: true, description: "`releaseStatus` as Qianfan's number." })
  releaseStatusCode?: number | null;
}
