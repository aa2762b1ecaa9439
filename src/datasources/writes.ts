import type { QianfanAccount } from "./account.ts";
import type { Outbox } from "./outbox.ts";
import type { ExportRequest } from "./qianfan/export-requests.ts";
import { operations } from "./qianfan/operations.ts";
import { Refusal } from "./qianfan/refusals.ts";
import type { EvaluationRequest, PublishRequest } from "./qianfan/requests.ts";
import type { EvaluationReads } from "./reads/evaluations.ts";
import type { ListReads } from "./reads/lists.ts";
import type { ModelReads } from "./reads/models.ts";
import type { ModelVersionSummary, Ref } from "./records.ts";

/** What publishing tells of the new version. */
export interface Published {
  readonly model: Ref;
  readonly modelVersion: Ref & Partial<Pick<ModelVersionSummary, "version" | "model">>;
}

/**
 * What changes something upstream. Each call is sent whether or not its caller is still there; what
 * it touched is asked anew by whoever reads it next, and at once for whoever watches it, also when its
 * answer was lost.
 *
 * @throws Refusal where Qianfan declines.
 */
export class Writes {
  constructor(
    private readonly account: QianfanAccount,
    private readonly outbox: Outbox,
    private readonly models: ModelReads,
    private readonly evaluations: EvaluationReads,
    private readonly lists: ListReads,
  ) {}

  async publish(request: PublishRequest): Promise<Published> {
    const { target } = request;
    const { model, modelVersion } = await this.outbox
      .send(operations.publishTrainModel, request)
      .finally(() => "modelId" in target && this.models.forget(target.modelId));
    this.account.identities.learn("model", model);
    this.account.identities.learn("modelVersion", modelVersion);
    this.models.forget(this.account.identities.key("model", model));
    this.lists.forget();
    return { model, modelVersion: { ...modelVersion, model } };
  }

  async createEvaluation(request: EvaluationRequest): Promise<Ref> {
    const task = await this.outbox.send(operations.createEvaluation, request);
    this.account.identities.learn("evaluationTask", task);
    this.#touched(this.account.identities.key("evaluationTask", task));
    return task;
  }

  async stopEvaluation(id: string): Promise<Ref> {
    const { stopped, reason } = await this.outbox
      .send(operations.cancelEvaluation, id)
      .finally(() => this.#touched(id));
    if (!stopped) throw new Refusal("EVALUATION_TASK_NOT_STOPPABLE", reason ?? "", null);
    return this.evaluations.named(id);
  }

  async exportResults(request: ExportRequest): Promise<Ref> {
    const started = await this.outbox.send(operations.exportResults, request);
    this.account.identities.learn("resultExport", started);
    return started;
  }

  #touched(evaluation: string): void {
    this.evaluations.forget(evaluation);
    this.account.evaluationWatches.look(evaluation);
  }
}
