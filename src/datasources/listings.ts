import type { IdKind } from "../ids.ts";
import type { Identities } from "./identities.ts";
import type { Page } from "./qianfan/answers/page.ts";
import type { QianfanClient } from "./qianfan/client.ts";
import { stringifyJson } from "./qianfan/json.ts";
import type { ModelQuery, ModelScope, PageRequest, ResultQuery } from "./qianfan/list-requests.ts";
import { type Operation, operations } from "./qianfan/operations.ts";
import type { Everything } from "./qianfan/requests.ts";
import type {
  EvaluableModelRecord,
  Known,
  ListedModelRecord,
  ModelVersionSummary,
  ResultRecord,
} from "./records.ts";
import { SharedRead } from "./shared-read.ts";

export type ModelPageRead = SharedRead<ModelQuery & PageRequest, Page<ListedModelRecord>>;

/** One account's lists: whoever asks for the same page at the same time shares the call. */
export class Listings {
  readonly models: Readonly<Record<ModelScope, ModelPageRead>>;
  readonly evaluableModels: SharedRead<Everything, EvaluableModelRecord[]>;
  readonly results: SharedRead<ResultQuery & PageRequest, Page<ResultRecord>>;

  constructor(
    client: QianfanClient,
    private readonly identities: Identities,
  ) {
    const models = (operation: Operation<ModelQuery & PageRequest, Page<ListedModelRecord>>) =>
      new SharedRead(operation, client, byBody(operation), (page: Page<ListedModelRecord>) => {
        for (const model of page.rows) this.#learn(model, model.latestVersion);
      });
    this.models = { OWN: models(operations.ownModels), PRESET: models(operations.presetModels) };
    this.evaluableModels = new SharedRead(
      operations.evaluableModels,
      client,
      byBody(operations.evaluableModels),
      (entries) => {
        for (const { model, versions } of entries) this.#learn(model, ...versions);
      },
    );
    this.results = new SharedRead(
      operations.evaluationResults,
      client,
      byBody(operations.evaluationResults),
      () => {},
    );
  }

  /** How many calls are under way. */
  get underWay(): number {
    return [this.models.OWN, this.models.PRESET, this.evaluableModels, this.results].reduce(
      (sum, { underWay }) => sum + underWay,
      0,
    );
  }

  /** Something was made or deleted: whoever asks from now on asks anew. */
  forgetAll(): void {
    for (const read of [this.models.OWN, this.models.PRESET, this.evaluableModels, this.results]) {
      read.forgetAll();
    }
  }

  #learn(
    model: ListedModelRecord,
    ...versions: (Known<ModelVersionSummary> | null | undefined)[]
  ): void {
    this.#identify("model", model);
    for (const version of versions) {
      if (!version) continue;
      this.#identify("modelVersion", version);
      this.identities.learnModelOf(version, model);
    }
  }

  /** An old answer may lack the string form, which may have been seen elsewhere. */
  #identify(kind: IdKind, record: { id?: string; numericId?: string | null }): void {
    if (record.id !== undefined) record.id = this.identities.canonical(kind, record.id);
    this.identities.learn(kind, record);
  }
}

/** What is sent says all of the question. */
function byBody<Request>({ body }: Pick<Operation<Request, unknown>, "body">) {
  return (request: Request) => stringifyJson(body(request));
}
