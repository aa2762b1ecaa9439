import { Arg, Authorized, Ctx, ID, Query, Resolver } from "type-graphql";
import type { Scope } from "../auth/caller.ts";
import type { OperationContext } from "../pipeline/operation-context.ts";
import { checkedId } from "../schema/input-checks.ts";
import { NullOnlyOnError } from "../types/directives.ts";
import { EvaluationTask } from "../types/evaluation-task.ts";
import { eachById } from "./each-by-id.ts";
import { WaitUpTo, waitMs } from "./wait-up-to.ts";

@Resolver(() => EvaluationTask)
export class EvaluationTaskResolver {
  @Authorized<Scope>("read")
  @Query(() => EvaluationTask, {
    nullable: true,
    description: "One evaluation, by either form of its id; null when there is none.",
  })
  evaluationTask(
    @Arg("id", () => ID, { description: "The `ame-` id, or the integer." }) id: string,
    @WaitUpTo() waitUpTo: string | null,
    @Ctx() { sources }: OperationContext,
  ): Promise<EvaluationTask | null> {
    const task = { id: checkedId("evaluationTask", id) };
    const ms = waitMs(waitUpTo);
    return ms > 0 ? sources.evaluations.settled(task, ms) : sources.evaluations.complete(task);
  }

  @Authorized<Scope>("read")
  @NullOnlyOnError
  @Query(() => [EvaluationTask], {
    nullable: "itemsAndList",
    description:
      "Several evaluations, in the order of `ids`; null where there is none. A wrong id is an error at its own place alone.",
  })
  evaluationTasks(
    @Arg("ids", () => [ID], { description: "`ame-` ids or integers, in any mixture." })
    ids: string[],
    @Ctx() { sources }: OperationContext,
  ): Promise<EvaluationTask | null>[] {
    return eachById("evaluationTask", ids, (id) => sources.evaluations.byId(id));
  }
}
