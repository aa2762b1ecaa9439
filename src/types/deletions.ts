import { Field, ID, ObjectType } from "type-graphql";
import type { DeletionOutcome as Outcome } from "../domain/index.ts";
import { Calls } from "./calls.ts";
import { CompressionTask } from "./compression-task.ts";
import { CachedWithOwner } from "./directives.ts";
import { graphqlEnum } from "./enum.ts";
import { EvaluationTask } from "./evaluation-task.ts";
import { Model } from "./model.ts";
import { ModelVersion } from "./model-version.ts";
import { UserError } from "./user-error.ts";

const OUTCOMES: Readonly<Record<Outcome, string>> = {
  DELETED: "It is gone.",
  WOULD_BE_DELETED: "It would be deleted: this was a dry run.",
  NOT_FOUND: "There is no such object.",
  NOT_DELETED: "It is still there; `userErrors` tells why.",
};

export const DeletionOutcome = graphqlEnum("DeletionOutcome", "What became of one id.", OUTCOMES);

// Not `id`: a client's cache would take the deletion for the object that has this id.
const ID_DESCRIPTION = "The id, as it was given.";
const OUTCOME_DESCRIPTION = "What became of it.";
const FOUND_DESCRIPTION =
  "What the id names, or named until now; null when there was no such object.";
const IDS_DESCRIPTION = "One for each of `ids`, in their order.";
const ERRORS_DESCRIPTION =
  "Why something was not deleted; `field` names the id. Empty when all was.";

@ObjectType({ description: "What became of one model that was to be deleted." })
@CachedWithOwner
export class ModelDeletion {
  @Field(() => ID, { description: ID_DESCRIPTION })
  modelId: string;

  @Field(() => DeletionOutcome, { description: OUTCOME_DESCRIPTION })
  outcome: Outcome;

  @Calls(0)
  @Field(() => Model, { nullable: true, description: FOUND_DESCRIPTION })
  model?: Model | null;
}

@ObjectType({ description: "What deleting models did." })
export class DeleteModelsPayload {
  @Field(() => [ModelDeletion], { description: IDS_DESCRIPTION })
  deletions: readonly ModelDeletion[];

  @Field(() => [UserError], { description: ERRORS_DESCRIPTION })
  userErrors: UserError[];
}

@ObjectType({ description: "What became of one version that was to be deleted." })
@CachedWithOwner
export class ModelVersionDeletion {
  @Field(() => ID, { description: ID_DESCRIPTION })
  modelVersionId: string;

  @Field(() => DeletionOutcome, { description: OUTCOME_DESCRIPTION })
  outcome: Outcome;

  @Calls(0)
  @Field(() => ModelVersion, { nullable: true, description: FOUND_DESCRIPTION })
  modelVersion?: ModelVersion | null;
}

@ObjectType({ description: "What deleting versions did." })
export class DeleteModelVersionsPayload {
  @Field(() => [ModelVersionDeletion], { description: IDS_DESCRIPTION })
  deletions: readonly ModelVersionDeletion[];

  @Field(() => [UserError], { description: ERRORS_DESCRIPTION })
  userErrors: UserError[];
}

@ObjectType({ description: "What became of one evaluation that was to be deleted." })
@CachedWithOwner
export class EvaluationTaskDeletion {
  @Field(() => ID, { description: ID_DESCRIPTION })
  evaluationTaskId: string;

  @Field(() => DeletionOutcome, { description: OUTCOME_DESCRIPTION })
  outcome: Outcome;

  @Calls(0)
  @Field(() => EvaluationTask, { nullable: true, description: FOUND_DESCRIPTION })
  evaluationTask?: EvaluationTask | null;
}

@ObjectType({ description: "What deleting evaluations did." })
export class DeleteEvaluationTasksPayload {
  @Field(() => [EvaluationTaskDeletion], { description: IDS_DESCRIPTION })
  deletions: readonly EvaluationTaskDeletion[];

  @Field(() => [UserError], { description: ERRORS_DESCRIPTION })
  userErrors: UserError[];
}

@ObjectType({ description: "What became of one compression that was to be deleted." })
@CachedWithOwner
export class CompressionTaskDeletion {
  @Field(() => ID, { description: ID_DESCRIPTION })
  compressionTaskId: string;

  @Field(() => DeletionOutcome, { description: OUTCOME_DESCRIPTION })
  outcome: Outcome;

  @Calls(0)
  @Field(() => CompressionTask, { nullable: true, description: FOUND_DESCRIPTION })
  compressionTask?: CompressionTask | null;
}

@ObjectType({ description: "What deleting compressions did." })
export class DeleteCompressionTasksPayload {
  @Field(() => [CompressionTaskDeletion], { description: IDS_DESCRIPTION })
  deletions: readonly CompressionTaskDeletion[];

  @Field(() => [UserError], { description: ERRORS_DESCRIPTION })
  userErrors: UserError[];
}
