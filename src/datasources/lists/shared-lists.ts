import type {
  EvaluableModelRecord,
  EvaluationQuery,
  IdKind,
  Known,
  ListedEvaluationRecord,
  ListedModelRecord,
  MarkerPage,
  MarkerRequest,
  ModelQuery,
  ModelScope,
  ModelVersionSummary,
  Page,
  PageRequest,
  ResultQuery,
  ResultRecord,
} from "../../domain/index.ts";
import { requestKey } from "../coalescing/request-key.ts";
import { SharedRead } from "../coalescing/shared-read.ts";
import type { IdMap } from "../ids/id-map.ts";
import type { ApiOperation, Everything, QianfanApi } from "../qianfan/index.ts";

export type ModelPageRead = SharedRead<ModelQuery & PageRequest, Page<ListedModelRecord>>;

/** One account's lists: whoever asks for the same page at the same time shares the call. */
export class Listings {
  readonly models: Readonly<Record<ModelScope, ModelPageRead>>;
  readonly evaluableModels: SharedRead<Everything, readonly EvaluableModelRecord[]>;
  readonly evaluations: SharedRead<
    EvaluationQuery & MarkerRequest,
    MarkerPage<ListedEvaluationRecord>
  >;
  readonly results: SharedRead<ResultQuery & PageRequest, Page<ResultRecord>>;

  constructor(
    api: QianfanApi,
    private readonly idMap: IdMap,
  ) {
    const models = (operation: ApiOperation<ModelQuery & PageRequest, Page<ListedModelRecord>>) =>
      new SharedRead(operation, requestKey, (page) => {
        for (const model of page.rows) this.#learn(model, model.latestVersion);
      });
    this.models = { OWN: models(api.ownModels), PRESET: models(api.presetModels) };
    this.evaluableModels = new SharedRead(api.evaluableModels, requestKey, (entries) => {
      for (const { model, versions } of entries) this.#learn(model, ...versions);
    });
    this.evaluations = new SharedRead(api.evaluationTasks, requestKey, () => {});
    this.results = new SharedRead(api.evaluationResults, requestKey, () => {});
  }

  /** How many calls are under way. */
  get underWay(): number {
    return this.#all.reduce((sum, { underWay }) => sum + underWay, 0);
  }

  /** Something was made or deleted: whoever asks from now on asks anew. */
  forgetAll(): void {
    for (const read of this.#all) read.forgetAll();
  }

  get #all() {
    const { models, evaluableModels, evaluations, results } = this;
    return [models.OWN, models.PRESET, evaluableModels, evaluations, results];
  }

  #learn(
    model: ListedModelRecord,
    ...versions: (Known<ModelVersionSummary> | null | undefined)[]
  ): void {
    this.#identify("model", model);
    for (const version of versions) {
      if (!version) continue;
      this.#identify("modelVersion", version);
      this.idMap.learnModelOf(version, model);
    }
  }

  /** An old answer may lack the string form, which may have been seen elsewhere. */
  #identify(kind: IdKind, record: { id?: string; numericId?: string | null }): void {
    if (record.id !== undefined) record.id = this.idMap.canonical(kind, record.id);
    this.idMap.learn(kind, record);
  }
}
