import { Field, ObjectType } from "type-graphql";
import type { Refusal, RefusalReason } from "../datasources/qianfan/refusals.ts";
import { graphqlEnum } from "./enum.ts";

const REASONS: Readonly<Record<RefusalReason, string>> = {
  MODEL_NOT_FOUND: "There is no such model (10001).",
  MODEL_VERSION_NOT_FOUND: "There is no such version (70102).",
  EVALUATION_TASK_NOT_FOUND: "There is no such evaluation.",
  MODEL_NAME_TAKEN: "Another model has this name (70101).",
  MODEL_NAME_EMPTY: "A new model needs a name (70131).",
  MODEL_IS_IMPORTED: "An imported model takes only imported versions (70128).",
  MODEL_TYPE_MISMATCH: "What the run trained cannot be published under this model (70130).",
  TRAIN_TASK_NOT_READY: "The training run has not finished, or has failed (21002).",
  TRAIN_TASK_UNREADABLE: "The training run could not be read: it may not exist (70114).",
  TRAIN_FILES_BROKEN: "The files that the run stored are broken (70115).",
  ALREADY_PUBLISHED: "This run is already a version of this model (70118).",
  EVALUATION_TASK_NOT_STOPPABLE:
    "It has ended already, or it is scored by people: only automatic evaluations can be stopped.",
};

export const UserErrorCode = graphqlEnum(
  "UserErrorCode",
  "Why Qianfan declined, with its own code where it has one.",
  REASONS,
);

@ObjectType({
  description:
    "Why something was not done although the request was right: a person can put it right.",
})
export class UserError {
  @Field(() => UserErrorCode, { description: "The reason, for programs." })
  code: RefusalReason;

  @Field(() => String, { description: "The reason, for people, with what Qianfan said." })
  message: string;

  @Field(() => [String], {
    nullable: true,
    description: "The path of the argument at fault, such as `input`, `modelName`.",
  })
  field?: readonly string[] | null;
}

/** What a caller is told of a refusal, and which argument it is about. */
export function userError(refusal: Refusal, field: readonly string[] | null): UserError {
  const said = refusal.message ? ` Qianfan: ${refusal.message}` : "";
  return { code: refusal.reason, message: `${REASONS[refusal.reason]}${said}`, field };
}
