import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { OperationContext } from "../pipeline/operation-context.ts";
import { CreateEvaluationTaskPayload } from "../types/create-evaluation-task.ts";
import {
  EvaluationResultExport,
  ExportEvaluationResultsPayload,
} from "../types/evaluation-result-export.ts";
import { EvaluationTask } from "../types/evaluation-task.ts";
import { ModelVersion } from "../types/model-version.ts";
import { PublishModelPayload } from "../types/publish-model.ts";
import { WaitUpTo, waitMs } from "./wait-up-to.ts";

@Resolver(() => PublishModelPayload)
export class PublishModelPayloadResolver {
  @FieldResolver(() => ModelVersion, {
    nullable: true,
    description: "The new version, `CREATING` at first; null when it was declined.",
  })
  async modelVersion(
    @Root() { modelVersion }: PublishModelPayload,
    @WaitUpTo() waitUpTo: string | null,
    @Ctx() { sources }: OperationContext,
  ): Promise<ModelVersion | null> {
    const ms = waitMs(waitUpTo);
    if (!modelVersion || ms === 0) return modelVersion ?? null;
    return (await sources.versions.settled(modelVersion, ms)) ?? modelVersion;
  }
}

@Resolver(() => ExportEvaluationResultsPayload)
export class ExportEvaluationResultsPayloadResolver {
  @FieldResolver(() => EvaluationResultExport, {
    nullable: true,
    description: "The export, `PENDING` at first; null when it was declined.",
  })
  async evaluationResultExport(
    @Root() { evaluationResultExport }: ExportEvaluationResultsPayload,
    @WaitUpTo() waitUpTo: string | null,
    @Ctx() { sources }: OperationContext,
  ): Promise<EvaluationResultExport | null> {
    const ms = waitMs(waitUpTo);
    if (!evaluationResultExport || ms === 0) return evaluationResultExport ?? null;
    return (
      (await sources.resultExports.settled(evaluationResultExport, ms)) ?? evaluationResultExport
    );
  }
}

@Resolver(() => CreateEvaluationTaskPayload)
export class CreateEvaluationTaskPayloadResolver {
  @FieldResolver(() => EvaluationTask, {
    nullable: true,
    description: "The task, `PENDING` at first; null when it was declined.",
  })
  async evaluationTask(
    @Root() { evaluationTask }: CreateEvaluationTaskPayload,
    @WaitUpTo() waitUpTo: string | null,
    @Ctx() { sources }: OperationContext,
  ): Promise<EvaluationTask | null> {
    const ms = waitMs(waitUpTo);
    if (!evaluationTask || ms === 0) return evaluationTask ?? null;
    return (await sources.evaluations.settled(evaluationTask, ms)) ?? evaluationTask;
  }
}
