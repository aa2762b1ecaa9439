import type { Repeater } from "@graphql-yoga/subscription";
import { Arg, Authorized, ID, Resolver, Root, Subscription } from "type-graphql";
import type { Scope } from "../auth/caller.ts";
import { checkedId } from "../checks.ts";
import type { OperationContext } from "../context.ts";
import type { Sighting } from "../datasources/watching/sighting.ts";
import type {
  EvaluationTaskRecord,
  ModelVersionSummary,
  ResultExportRecord,
} from "../domain/index.ts";
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
    subscribe: ({ args, context: { sources } }: Subscribing): Repeater<Sighting> => {
      const id = checkedId("evaluationTask", args.id);
      const { evaluationWatches } = sources.account;
      return evaluationWatches.sightings(id, () => sources.evaluations.byId(id));
    },
  })
  evaluationTaskUpdated(
    @Arg("id", () => ID, { description: "The `ame-` id, or the integer." }) _id: string,
    @Root() { record }: Sighting<EvaluationTaskRecord>,
  ): EvaluationTask {
    return record;
  }

  @Authorized<Scope>("read")
  @Subscription(() => ModelVersion, {
    description:
      "A version as it is now, then each time its state changes; completes once it is ready or has failed. Ends with an error `NOT_FOUND` when there is no such version or it is deleted, and `WATCH_TIME_EXCEEDED` when it takes too long.",
    subscribe: ({ args, context: { sources } }: Subscribing): Repeater<Sighting> => {
      const id = checkedId("modelVersion", args.id);
      return sources.account.versionWatches.sightings(id, () => sources.versions.byId(id));
    },
  })
  modelVersionUpdated(
    @Arg("id", () => ID, { description: "The `amv-` id, or the integer." }) _id: string,
    @Root() { record }: Sighting<ModelVersionSummary>,
  ): ModelVersion {
    return record;
  }

  @Authorized<Scope>("read")
  @Subscription(() => EvaluationResultExport, {
    description:
      "An export of results as it is now, then each time its state changes; completes once its file is there or it has failed. Ends with an error `NOT_FOUND` when there is no such export, and `WATCH_TIME_EXCEEDED` when it takes too long.",
    subscribe: ({ args, context: { sources } }: Subscribing): Repeater<Sighting> => {
      const id = checkedId("resultExport", args.id);
      return sources.account.exportWatches.sightings(id, () => sources.resultExports.byId(id));
    },
  })
  evaluationResultExportUpdated(
    @Arg("id", () => ID, { description: "The `amemt-` id, or the integer." }) _id: string,
    @Root() { record }: Sighting<ResultExportRecord>,
  ): EvaluationResultExport {
    return record;
  }
}
