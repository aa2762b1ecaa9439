import { Field, ID, InputType, ObjectType } from "type-graphql";
import { z } from "zod";
import { id, prose } from "../schema/input-checks.ts";
import { EvaluationTask } from "./evaluation-task.ts";
import { UserError } from "./user-error.ts";

const LONGEST_TEXT = 20_000;

@InputType({ description: "What to change of an evaluation." })
export class UpdateEvaluationTaskInput {
  @Field(() => ID, { description: "The evaluation: the `ame-` id, or the integer." })
  id: string;

  @Field(() => String, { description: "Its new description: free text; may be empty." })
  description: string;
}

export const updateEvaluationTaskRules = z.object({
  id: id("evaluationTask"),
  description: prose(LONGEST_TEXT),
});

@ObjectType({ description: "The evaluation that was changed." })
export class UpdateEvaluationTaskPayload {
  @Field(() => EvaluationTask, {
    nullable: true,
    description: "The task, as it is now; null when it was declined.",
  })
  evaluationTask?: EvaluationTask | null;

  @Field(() => [UserError], { description: "Why it was declined; empty when it was not." })
  userErrors: UserError[];
}
