import type { Repeater } from "@graphql-yoga/subscription";
import { Arg, Authorized, ID, Resolver, Root, Subscription } from "type-graphql";
import type { Scope } from "../auth/caller.ts";
import type { Snapshot } from "../datasources/polling/snapshot.ts";
import type {
  EvaluationTaskRecord,
  ModelVersionSummary,
  ResultExportRecord,
} from "../domain/index.ts";
import type { OperationContext } from "../pipeline/operation-context.ts";
import { checkedId } from "../schema/input-checks.ts";
import { EvaluationResultExport } from "../types/evaluation-result-export.ts";
import { EvaluationTask } from "../types/evaluation-task.ts";
import { ModelVersion } from "../types/model-version.ts";

interface Subscribing {
  readonly args: { readonly id: string };
  readonly context: OperationContext;
}

@Resolver()
export class SubscriptionResolver {
  @Authorized<Scope>("read")
  @Subscription(() => EvaluationTask, {
    description:
      "An evaluation as it is now, then each time its state, or the state or message of one of its units, changes; completes after the final state. Ends with an error `NOT_FOUND` when there is no such evaluation or it is deleted, and `WATCH_TIME_EXCEEDED` when it takes too long.",
    subscribe: ({ args, context: { sources } }: Subscribing): Repeater<Snapshot> => {
      const id = checkedId("evaluationTask", args.id);
      const { evaluationPollers } = sources.account;
      return evaluationPollers.snapshots(id, () => sources.evaluations.byId(id));
    },
  })
  evaluationTaskUpdated(
    @Arg("id", () => ID, { description: "The `ame-` id, or the integer." }) _id: string,
    @Root() { record }: Snapshot<EvaluationTaskRecord>,
  ): EvaluationTask {
    return record;
  }

  @Authorized<Scope>("read")
  @Subscription(() => ModelVersion, {
    description:
      "A version as it is now, then each time its state changes; completes once it is ready or has failed. Ends with an error `NOT_FOUND` when there is no such version or it is deleted, and `WATCH_TIME_EXCEEDED` when it takes too long.",
    subscribe: ({ args, context: { sources } }: Subscribing): Repeater<Snapshot> => {
      const id = checkedId("modelVersion", args.id);
      return sources.account.versionPollers.snapshots(id, () => sources.versions.byId(id));
    },
  })
  modelVersionUpdated(
    @Arg("id", () => ID, { description: "The `amv-` id, or the integer." }) _id: string,
    @Root() { record }: Snapshot<ModelVersionSummary>,
  ): ModelVersion {
    return record;
  }

  @Authorized<Scope>("read")
  @Subscription(() => EvaluationResultExport, {
    description:
      "An export of results as it is now, then each time its state changes; completes once its file is there or it has failed. Ends with an error `NOT_FOUND` when there is no such export, and `WATCH_TIME_EXCEEDED` when it takes too long.",
    subscribe: ({ args, context: { sources } }: Subscribing): Repeater<Snapshot> => {
      const id = checkedId("resultExport", args.id);
      return sources.account.exportPollers.snapshots(id, () => sources.resultExports.byId(id));
    },
  })
  evaluationResultExportUpdated(
    @Arg("id", () => ID, { description: "The `amemt-` id, or the integer." }) _id: string,
    @Root() { record }: Snapshot<ResultExportRecord>,
  ): EvaluationResultExport {
    return record;
  }
}
