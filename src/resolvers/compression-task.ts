import type { Repeater } from "@graphql-yoga/subscription";
import {
  Arg,
  Args,
  Authorized,
  Ctx,
  FieldResolver,
  ID,
  Query,
  Resolver,
  Root,
  Subscription,
} from "type-graphql";
import type { Scope } from "../auth/caller.ts";
import type { Snapshot } from "../datasources/polling/snapshot.ts";
import { type CompressionTaskRecord, isNumericId } from "../domain/index.ts";
import type { OperationContext } from "../pipeline/operation-context.ts";
import { checkedId } from "../schema/input-checks.ts";
import { CompressionTask, CompressionTaskConnection } from "../types/compression-task.ts";
import { type ConnectionOf, PageArgs } from "../types/connection.ts";
import { HasResolver } from "../types/hydration.ts";
import { CompressionOrigin } from "../types/model-version-origin.ts";
import { Cursors } from "./connections/cursors.ts";
import { markerConnection } from "./connections/marker-page.ts";
import { WaitUpTo, waitMs } from "./wait-up-to.ts";

const ID_DESCRIPTION = "The `amva-` id.";

@Resolver(() => CompressionTask)
export class CompressionTaskResolver {
  @Authorized<Scope>("read")
  @Query(() => CompressionTask, {
    nullable: true,
    description: "One compression, by its id; null when there is none.",
  })
  compressionTask(
    @Arg("id", () => ID, { description: ID_DESCRIPTION }) id: string,
    @WaitUpTo() waitUpTo: string | null,
    @Ctx() { sources }: OperationContext,
  ): Promise<CompressionTask | null> {
    const task = { id: checkedId("compressionTask", id) };
    const ms = waitMs(waitUpTo);
    return ms > 0 ? sources.compressions.settled(task, ms) : sources.compressions.complete(task);
  }

  @Authorized<Scope>("read")
  @Query(() => CompressionTaskConnection, {
    nullable: true,
    description:
      "The account's compressions, in Qianfan's order, which is not documented. A page costs one call, or two for 100 entries after a cursor. Pages go from one end: `first` with `after`, or `last` with `before`.",
  })
  async compressionTasks(
    @Arg("sourceModelVersionId", () => ID, {
      nullable: true,
      description: "Only those of this version, by either form of its id.",
    })
    source: string | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { sources }: OperationContext,
  ): Promise<ConnectionOf<CompressionTask> | null> {
    const sourceModelVersionId =
      source === null || source === undefined
        ? undefined
        : await sources.stringIds.of(
            "modelVersion",
            checkedId("modelVersion", source, "sourceModelVersionId"),
          );
    const cursors = new Cursors(["compressionTasks", sourceModelVersionId]);
    return markerConnection(page, cursors, (wanted) =>
      sources.compressions.list({ sourceModelVersionId }, wanted),
    );
  }

  @Authorized<Scope>("read")
  @Subscription(() => CompressionTask, {
    description:
      "A compression as it is now, then each time its state changes; completes after the final state. Ends with an error `NOT_FOUND` when there is no such compression or it is deleted, and `WATCH_TIME_EXCEEDED` when it takes too long.",
    subscribe: ({ args, context: { sources } }: Subscribing): Repeater<Snapshot> => {
      const id = checkedId("compressionTask", args.id);
      return sources.account.tasks.compressionPollers.snapshots(id, () =>
        sources.compressions.byId(id),
      );
    },
  })
  compressionTaskUpdated(
    @Arg("id", () => ID, { description: ID_DESCRIPTION }) _id: string,
    @Root() { record }: Snapshot<CompressionTaskRecord>,
  ): CompressionTask {
    return record;
  }
}

@Resolver(() => CompressionOrigin)
export class CompressionOriginResolver {
  @HasResolver
  @FieldResolver(() => CompressionTask, {
    nullable: true,
    description:
      "The compression that made the version. Null when it is gone, and when V1 answered the version: V1 tells an integer, by which nothing can be found.",
  })
  task(@Root() { compressionTaskId: id }: CompressionOrigin): CompressionTask | null {
    return id == null || isNumericId(id) ? null : { id };
  }
}

interface Subscribing {
  readonly args: { readonly id: string };
  readonly context: OperationContext;
}
