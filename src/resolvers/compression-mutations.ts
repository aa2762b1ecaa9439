import { Arg, Authorized, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from "type-graphql";
import type { Scope } from "../auth/caller.ts";
import type { OperationContext } from "../pipeline/operation-context.ts";
import { checked, checkedId } from "../schema/input-checks.ts";
import { CompressionTask } from "../types/compression-task.ts";
import {
  CancelCompressionTaskPayload,
  CreateCompressionTaskInput,
  CreateCompressionTaskPayload,
  createCompressionTaskRules,
} from "../types/create-compression-task.ts";
import { NullOnlyOnError } from "../types/directives.ts";
import { withUserErrors } from "./user-errors.ts";
import { WaitUpTo, waitMs } from "./wait-up-to.ts";

@Resolver()
export class CompressionMutationResolver {
  @Authorized<Scope>("publish")
  @NullOnlyOnError
  @Mutation(() => CreateCompressionTaskPayload, {
    nullable: true,
    description:
      "Starts to make a smaller version of a model version. Subscribe to `compressionTaskUpdated`, or wait with `waitUpTo`, until it is final.",
  })
  async createCompressionTask(
    @Arg("input", () => CreateCompressionTaskInput, {
      description: "The version, the way of compressing, and where the new version goes.",
    })
    input: CreateCompressionTaskInput,
    @Ctx() { sources, language, caller }: OperationContext,
  ): Promise<CreateCompressionTaskPayload> {
    const { key, request } = checked(createCompressionTaskRules, input, "input");
    return withUserErrors(
      language,
      async () => ({
        compressionTask: await sources.taskWrites.createCompression(request, {
          caller: caller.id,
          key,
        }),
        userErrors: [],
      }),
      {
        MODEL_VERSION_NOT_COMPRESSIBLE: ["input", "sourceModelVersionId"],
        MODEL_NOT_FOUND: ["input", "targetModelId"],
      },
    );
  }

  @Authorized<Scope>("publish")
  @NullOnlyOnError
  @Mutation(() => CancelCompressionTaskPayload, {
    nullable: true,
    description: "Cancels a compression that has not ended.",
  })
  async cancelCompressionTask(
    @Arg("id", () => ID, { description: "The `amva-` id." }) id: string,
    @Ctx() { sources, language }: OperationContext,
  ): Promise<CancelCompressionTaskPayload> {
    const task = checkedId("compressionTask", id);
    return withUserErrors(
      language,
      async () => ({
        compressionTask: await sources.taskWrites.cancelCompression(task),
        userErrors: [],
      }),
      { COMPRESSION_TASK_NOT_CANCELLABLE: ["id"] },
    );
  }
}

@Resolver(() => CreateCompressionTaskPayload)
export class CreateCompressionTaskPayloadResolver {
  @FieldResolver(() => CompressionTask, {
    nullable: true,
    description: "The task, `CREATING` at first; null when it was declined.",
  })
  async compressionTask(
    @Root() { compressionTask }: CreateCompressionTaskPayload,
    @WaitUpTo() waitUpTo: string | null,
    @Ctx() { sources }: OperationContext,
  ): Promise<CompressionTask | null> {
    const ms = waitMs(waitUpTo);
    if (!compressionTask || ms === 0) return compressionTask ?? null;
    return (await sources.compressions.settled(compressionTask, ms)) ?? compressionTask;
  }
}
