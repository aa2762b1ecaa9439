import { Field, ID, ObjectType } from "type-graphql";
import type * as domain from "../domain/index.ts";
import { CachedWithOwner } from "./directives.ts";
import { graphqlEnum, UNKNOWN_VALUE } from "./enum.ts";

const InferenceDatasetState = graphqlEnum<domain.OrUnknown<domain.InferenceDatasetState>>(
  "InferenceDatasetState",
  "How far writing a version's answers has come.",
  {
    PENDING: "The version still answers, or has not begun (`pending`).",
    SUCCEEDED: "All answers are there, also while a judge still scores them (`success`).",
    ...UNKNOWN_VALUE,
  },
);

@ObjectType({
  description: "The data set of one version's answers within an evaluation.",
})
@CachedWithOwner
export class EvaluationInferenceDataset {
  @Field(() => ID, {
    nullable: true,
    description: "The data set's `ds-` id; null until the data set exists.",
  })
  datasetId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Its name, the evaluation's with six characters; null until the data set exists.",
  })
  name?: string | null;

  @Field(() => InferenceDatasetState, {
    nullable: true,
    description: "How far writing the answers has come; null in a report.",
  })
  state?: keyof typeof InferenceDatasetState | null;

  @Field(() => String, { nullable: true, description: "`state` in Qianfan's own spelling." })
  stateText?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Why the answers could not be written; null when nothing went wrong.",
  })
  errorMessage?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The account's bucket it is stored in; null in the platform's storage.",
  })
  bucket?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The folder within `bucket`; null in the platform's storage.",
  })
  path?: string | null;
}
