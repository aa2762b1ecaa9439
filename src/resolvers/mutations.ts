import { Arg, Authorized, Ctx, ID, Mutation, Resolver } from "type-graphql";
import type { Scope } from "../auth/caller.ts";
import type { OperationContext } from "../pipeline/operation-context.ts";
import { checked, checkedId } from "../schema/input-checks.ts";
import {
  CreateEvaluationTaskInput,
  CreateEvaluationTaskPayload,
  createEvaluationTaskRules,
} from "../types/create-evaluation-task.ts";
import { NullOnlyOnError } from "../types/directives.ts";
import {
  PublishModelInput,
  PublishModelPayload,
  publishModelRules,
} from "../types/publish-model.ts";
import { StopEvaluationTaskPayload } from "../types/stop-evaluation-task.ts";
import { withUserErrors } from "./user-errors.ts";

@Resolver()
export class MutationResolver {
  @Authorized<Scope>("publish")
  @NullOnlyOnError
  @Mutation(() => PublishModelPayload, {
    nullable: true,
    description:
      "Makes a model version of a finished training run. A run is published once under a model.",
  })
  async publishModel(
    @Arg("input", () => PublishModelInput, {
      description: "The training run, and the model it becomes a version of.",
    })
    input: PublishModelInput,
    @Ctx() { sources, language, caller }: OperationContext,
  ): Promise<PublishModelPayload> {
    const {
      modelName,
      modelId,
      idempotencyKey: key,
      ...run
    } = checked(publishModelRules, input, "input");
    const target = modelId === undefined ? { modelName: modelName ?? "" } : { modelId };
    return withUserErrors(language, async () => ({
      ...(await sources.writes.publish({ ...run, target }, { caller: caller.id, key })),
      userErrors: [],
    }));
  }

  @Authorized<Scope>("evaluate")
  @NullOnlyOnError
  @Mutation(() => CreateEvaluationTaskPayload, {
    nullable: true,
    description: "Starts an evaluation of one or more versions on a data set.",
  })
  async createEvaluationTask(
    @Arg("input", () => CreateEvaluationTaskInput, {
      description: "The versions, the data set and the ways of scoring.",
    })
    input: CreateEvaluationTaskInput,
    @Ctx() { sources, language, caller }: OperationContext,
  ): Promise<CreateEvaluationTaskPayload> {
    const { idempotencyKey: key, ...request } = checked(createEvaluationTaskRules, input, "input");
    return withUserErrors(language, async () => ({
      evaluationTask: await sources.writes.createEvaluation(request, { caller: caller.id, key }),
      userErrors: [],
    }));
  }

  @Authorized<Scope>("evaluate")
  @NullOnlyOnError
  @Mutation(() => StopEvaluationTaskPayload, {
    nullable: true,
    description: "Stops an evaluation that runs; one that people score cannot be stopped.",
  })
  async stopEvaluationTask(
    @Arg("id", () => ID, { description: "The `ame-` id, or the integer." }) id: string,
    @Ctx() { sources, language }: OperationContext,
  ): Promise<StopEvaluationTaskPayload> {
    const task = checkedId("evaluationTask", id);
    return withUserErrors(language, async () => ({
      evaluationTask: await sources.writes.stopEvaluation(task),
      userErrors: [],
    }));
  }
}
