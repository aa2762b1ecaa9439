import { Field, ObjectType } from "type-graphql";
import { EvaluationTask } from "./evaluation-task.ts";
import { UserError } from "./user-error.ts";

@ObjectType({ description: "The evaluation that is being stopped." })
export class StopEvaluationTaskPayload {
  @Field(() => EvaluationTask, {
    nullable: true,
    description: "The task, `STOPPING` at first; null when it was declined.",
  })
  evaluationTask?: EvaluationTask | null;

  @Field(() => [UserError], { description: "Why it was declined; empty when it was not." })
  userErrors: UserError[];
}
