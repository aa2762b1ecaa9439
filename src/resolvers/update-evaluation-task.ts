import { Arg, Authorized, Ctx, Mutation, Resolver } from "type-graphql";
import type { Scope } from "../auth/caller.ts";
import type { OperationContext } from "../pipeline/operation-context.ts";
import { checked } from "../schema/input-checks.ts";
import { NullOnlyOnError } from "../types/directives.ts";
import {
  UpdateEvaluationTaskInput,
  UpdateEvaluationTaskPayload,
  updateEvaluationTaskRules,
} from "../types/update-evaluation-task.ts";
import { stringId } from "./string-id.ts";
import { withUserErrors } from "./user-errors.ts";

@Resolver()
export class UpdateEvaluationTaskResolver {
  @Authorized<Scope>("evaluate")
  @NullOnlyOnError
  @Mutation(() => UpdateEvaluationTaskPayload, {
    nullable: true,
    description:
      "Changes an evaluation's description. Sending it again is harmless. Only Qianfan's API V2 can: without it the error is `NOT_SUPPORTED`.",
  })
  async updateEvaluationTask(
    @Arg("input", () => UpdateEvaluationTaskInput, {
      description: "The evaluation, and its new description.",
    })
    input: UpdateEvaluationTaskInput,
    @Ctx() { sources, language }: OperationContext,
  ): Promise<UpdateEvaluationTaskPayload> {
    const { description, ...task } = checked(updateEvaluationTaskRules, input, "input");
    sources.writes.requireUpdates();
    return withUserErrors(
      language,
      async () => {
        const id = await stringId("evaluationTask", task, sources, ["input", "id"]);
        const evaluationTask = await sources.writes.updateEvaluation({ id, description });
        return { evaluationTask, userErrors: [] };
      },
      { EVALUATION_TASK_NOT_FOUND: ["input", "id"] },
    );
  }
}
