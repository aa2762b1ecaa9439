import { z } from "zod";
import {
  BusinessError,
  type EvaluationRequest,
  type EvaluationUpdate,
  type ExportRequest,
  type IdKind,
  isNumericId,
  type PublishRequest,
  type Ref,
} from "../../domain/index.ts";
import type { QianfanAccount } from "../account/qianfan-account.ts";
import type { WriteName } from "../idempotency/idempotency.ts";
import { evaluationInput, exportInput, publishInput } from "../idempotency/inputs.ts";
import type { EvaluationReads } from "../reads/evaluations.ts";
import type { ListReads } from "../reads/lists.ts";
import type { ModelReads } from "../reads/models.ts";
import type { VersionReads } from "../reads/versions.ts";
import type { WriteLog } from "./write-log.ts";

const ref = z.object({ id: z.string().optional(), numericId: z.string().nullish() });
const publication = z.object({
  model: ref,
  modelVersion: ref.extend({ version: z.string().optional() }),
});

/** What publishing tells of the new version. */
export interface Published {
  readonly model: Ref;
  readonly modelVersion: Ref & { readonly version?: string | undefined; readonly model: Ref };
}

/**
 * What changes something upstream. Each call is sent whether or not its caller is still there; what
 * it touched is asked anew by whoever reads it next, and at once for whoever watches it, also when its
 * answer was lost.
 *
 * @throws BusinessError where Qianfan declines.
 */
export class Writes {
  constructor(
    private readonly account: QianfanAccount,
    private readonly writeLog: WriteLog,
    private readonly models: ModelReads,
    private readonly versions: VersionReads,
    private readonly evaluations: EvaluationReads,
    private readonly lists: ListReads,
  ) {}

  async publish(request: PublishRequest, name: WriteName): Promise<Published> {
    const { idMap, idempotency } = this.account;
    const { target } = request;
    const operation = this.account.api.publish;
    const write = {
      ...name,
      operation: operation.name,
      input: publishInput(request),
      answer: publication,
      learnIds: (made: z.output<typeof publication>, ids: readonly string[]) =>
        this.#learnRunOf(made.modelVersion, ids),
    };
    const { model, modelVersion } = await idempotency
      .once(write, () => this.writeLog.send(operation, request))
      .finally(() => "modelId" in target && this.models.forget(target.modelId));
    idMap.learn("model", model);
    idMap.learn("modelVersion", modelVersion);
    this.models.forget(idMap.key("model", model));
    this.lists.forget();
    return { model, modelVersion: { ...modelVersion, model } };
  }

  async createEvaluation(request: EvaluationRequest, name: WriteName): Promise<Ref> {
    const { idMap, idempotency } = this.account;
    const operation = this.account.api.createEvaluationTask;
    const write = {
      ...name,
      operation: operation.name,
      input: evaluationInput(request),
      answer: ref,
      learnIds: (made: Ref, ids: readonly string[]) => this.#learnIdsOf(request, made, ids),
    };
    const task = await idempotency.once(write, () => this.writeLog.send(operation, request));
    idMap.learn("evaluationTask", task);
    this.#touched(idMap.key("evaluationTask", task));
    this.lists.forget();
    return task;
  }

  /** @throws ServiceError `NOT_SUPPORTED` where no description can be changed. */
  requireUpdates(): void {
    const { unsupported } = this.account.api.updateEvaluationTask;
    if (unsupported) throw unsupported();
  }

  async updateEvaluation(update: EvaluationUpdate): Promise<Ref> {
    await this.writeLog
      .send(this.account.api.updateEvaluationTask, update)
      .finally(() => this.#touched(update.id))
      .finally(() => this.lists.forget());
    return this.evaluations.named(update.id);
  }

  async stopEvaluation(id: string): Promise<Ref> {
    const { stopped, reason } = await this.writeLog
      .send(this.account.api.stopEvaluationTask, id)
      .finally(() => this.#touched(id));
    if (!stopped) throw new BusinessError("EVALUATION_TASK_NOT_STOPPABLE", reason ?? "", null);
    return this.evaluations.named(id);
  }

  async exportResults(request: ExportRequest, name: WriteName): Promise<Ref> {
    const { idMap, idempotency } = this.account;
    const operation = this.account.api.exportResults;
    const write = {
      ...name,
      operation: operation.name,
      input: exportInput(request),
      answer: ref,
      learnIds: async (_made: Ref, [task]: readonly string[]) => {
        await this.evaluations.byId(task ?? request.evaluationTaskId);
      },
    };
    const started = await idempotency.once(write, () => this.writeLog.send(operation, request));
    idMap.learn("resultExport", started);
    return started;
  }

  /** Both forms of the ids of the model and the training run, which the new version names. */
  async #learnRunOf(modelVersion: Ref, [job, task]: readonly string[]): Promise<void> {
    const { idMap } = this.account;
    const { origin, model } = (await this.versions.detail(modelVersion)) ?? {};
    if (model) idMap.learn("model", model);
    if (origin?.kind !== "train") return;
    idMap.learn("trainJob", pairOf(job, origin.trainJobId, origin.trainJobNumericId));
    idMap.learn("trainTask", pairOf(task, origin.trainTaskId, origin.trainTaskNumericId));
  }

  /** Both forms of the ids in a request; the new task names its data set, the others name themselves. */
  async #learnIdsOf(
    { versions }: EvaluationRequest,
    evaluation: Ref,
    [dataset]: readonly string[],
  ): Promise<void> {
    const { idMap } = this.account;
    const task = await this.evaluations.complete(evaluation);
    if (task?.dataset) {
      idMap.learn("dataset", pairOf(dataset, task.dataset.datasetId, task.dataset.numericId));
    }
    const isUnknown = (kind: IdKind, id: string) => idMap.otherForm(kind, id) === undefined;
    for (const { modelVersionId, modelId } of versions) {
      if (isUnknown("modelVersion", modelVersionId)) await this.versions.byId(modelVersionId);
      if (modelId && isUnknown("model", modelId)) await this.models.byId(modelId);
    }
  }

  #touched(evaluation: string): void {
    this.evaluations.forget(evaluation);
    this.account.evaluationPollers.look(evaluation);
  }
}

/** The two forms among several ids of one object. */
function pairOf(...ids: readonly (string | null | undefined)[]): Ref {
  return {
    id: ids.find((id) => id && !isNumericId(id)) ?? undefined,
    numericId: ids.find((id) => id && isNumericId(id)) ?? null,
  };
}
