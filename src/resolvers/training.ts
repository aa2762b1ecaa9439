import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import type { Scope } from "../auth/caller.ts";
import { isNumericId } from "../domain/index.ts";
import type { OperationContext } from "../pipeline/operation-context.ts";
import { checkedId } from "../schema/input-checks.ts";
import { Calls } from "../types/calls.ts";
import { type ConnectionOf, PageArgs } from "../types/connection.ts";
import { DatasetVersion } from "../types/dataset-version.ts";
import { EvaluationDataset } from "../types/evaluation-task.ts";
import { HasResolver } from "../types/hydration.ts";
import { TrainOrigin } from "../types/model-version-origin.ts";
import {
  TrainJob,
  TrainJobConnection,
  TrainTask,
  TrainTaskConnection,
} from "../types/train-task.ts";
import { Cursors } from "./connections/cursors.ts";
import { markerConnection } from "./connections/marker-page.ts";

const PAGES =
  "in Qianfan's order, which is not documented. A page costs one call, or two for 100 entries after a cursor. Pages go from one end: `first` with `after`, or `last` with `before`.";

@Resolver(() => TrainTask)
export class TrainingResolver {
  @Authorized<Scope>("read")
  @Query(() => TrainTask, {
    nullable: true,
    description: "One run of a train job, by its id; null when there is none.",
  })
  trainTask(
    @Arg("id", () => ID, {
      description:
        "The `task-` id. The integer works where this server has seen it beside the `task-` id.",
    })
    id: string,
    @Ctx() { sources }: OperationContext,
  ): Promise<TrainTask | null> {
    return sources.training.taskById(checkedId("trainTask", id));
  }

  @Authorized<Scope>("read")
  @Query(() => TrainTaskConnection, {
    nullable: true,
    description: `The runs of one train job, ${PAGES} Null when there is no such job.`,
  })
  async trainTasks(
    @Arg("jobId", () => ID, {
      description:
        "The `job-` id. The integer works where this server has seen it beside the `job-` id.",
    })
    given: string,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { sources }: OperationContext,
  ): Promise<ConnectionOf<TrainTask> | null> {
    const { account, training } = sources;
    const jobId = account.idMap.canonical("trainJob", checkedId("trainJob", given, "jobId"));
    const cursors = new Cursors(["trainTasks", jobId]);
    return markerConnection(page, cursors, (wanted) => training.tasks({ jobId }, wanted));
  }

  @Authorized<Scope>("read")
  @Query(() => TrainJobConnection, {
    nullable: true,
    description: `The account's train jobs, ${PAGES}`,
  })
  async trainJobs(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { sources }: OperationContext,
  ): Promise<ConnectionOf<TrainJob> | null> {
    return markerConnection(page, new Cursors(["trainJobs"]), async (wanted) => {
      const slice = await sources.training.jobs(wanted);
      return (
        slice && { ...slice, items: slice.items.map((job) => ({ ...job, trainJobId: job.id })) }
      );
    });
  }
}

@Resolver(() => TrainOrigin)
export class TrainOriginResolver {
  @HasResolver
  @FieldResolver(() => TrainTask, {
    nullable: true,
    description:
      "The run that the version was published from. Null when it is gone, and in older answers, which tell an integer alone.",
  })
  task(
    @Root() { trainTaskId }: TrainOrigin,
    @Ctx() { sources }: OperationContext,
  ): TrainTask | null {
    const id = sources.account.idMap.canonical("trainTask", trainTaskId ?? "");
    return id === "" || isNumericId(id) ? null : { id };
  }
}

@Resolver(() => EvaluationDataset)
export class EvaluationDatasetResolver {
  @Calls(1)
  @HasResolver
  @FieldResolver(() => DatasetVersion, {
    nullable: true,
    description:
      "What Qianfan's API V2 tells of this version of the data set. Null when it is gone, and in older answers, which tell an integer alone. Costs one call.",
  })
  async datasetVersion(
    @Root() { datasetId }: EvaluationDataset,
    @Ctx() { sources }: OperationContext,
  ): Promise<DatasetVersion | null> {
    const id = sources.account.idMap.canonical("dataset", datasetId ?? "");
    if (id === "" || isNumericId(id)) return null;
    const found = await sources.training.datasetVersion(id);
    return found && { ...found, datasetId: found.id };
  }
}
