import {
  EVALUATION_KINDS,
  type EvaluableModelRecord,
  type EvaluationKind,
  type EvaluationQuery,
  type ListedEvaluationRecord,
  type ListedModelRecord,
  type MarkerPage,
  type MarkerRequest,
  type ModelQuery,
  type ModelScope,
  newestFirst,
  type Page,
  type PageRequest,
  type ResultQuery,
  type ResultRecord,
} from "../../domain/index.ts";
import type { QianfanAccount } from "../account/qianfan-account.ts";
import { type Mark, type MarkedSlice, mergedSlice } from "../lists/marked-list.ts";
import { PagedList } from "../lists/paged-list.ts";
import { mapRows, NOTHING, type Slice, type Wanted } from "../lists/slice.ts";
import type { Everything } from "../qianfan/index.ts";
import type { UpstreamBudget } from "../upstream-budget.ts";
import { type Loader, loaderByRequest } from "./loader.ts";
import type { ModelReads } from "./models.ts";

type EvaluationPageRequest = EvaluationQuery & MarkerRequest;

/** Which page of the account's evaluations. */
export interface WantedEvaluations {
  /** Both kinds when left out. */
  readonly kind?: EvaluationKind | undefined;
  readonly search?: string | undefined;
  /** Where the list of each kind goes on; its first page when left out. */
  readonly marks?: readonly Mark[] | undefined;
  readonly count: number;
}

type ModelPage = Page<ListedModelRecord> | null;

/** The lists of models, of evaluations and of single results. */
export class ListReads {
  readonly #models: Readonly<Record<ModelScope, Loader<ModelQuery & PageRequest, ModelPage>>>;
  readonly #results: Loader<ResultQuery & PageRequest, Page<ResultRecord> | null>;
  readonly #evaluations: Loader<EvaluationPageRequest, MarkerPage<ListedEvaluationRecord> | null>;
  readonly #evaluable: Loader<Everything, readonly EvaluableModelRecord[] | null>;

  constructor(
    private readonly account: QianfanAccount,
    private readonly modelReads: ModelReads,
    upstreamBudget: UpstreamBudget,
  ) {
    const { models, results, evaluations, evaluableModels } = account.listings;
    const ofScope = (scope: ModelScope) =>
      loaderByRequest((request: ModelQuery & PageRequest) =>
        models[scope].read(request, upstreamBudget),
      );
    this.#models = { OWN: ofScope("OWN"), PRESET: ofScope("PRESET") };
    this.#results = loaderByRequest((request) => results.read(request, upstreamBudget));
    this.#evaluations = loaderByRequest((request) => evaluations.read(request, upstreamBudget));
    this.#evaluable = loaderByRequest((request) => evaluableModels.read(request, upstreamBudget));
  }

  async models(
    scope: ModelScope,
    query: ModelQuery,
    wanted: Wanted,
  ): Promise<Slice<ListedModelRecord>> {
    const list = new PagedList({
      name: this.account.listings.models[scope].name,
      page: (page) => this.#models[scope].load({ ...query, ...page }),
      largestPage: this.account.largestPage,
    });
    const slice = (await list.slice(wanted)) ?? NOTHING;
    return mapRows(slice, (model) => ({ ...model, source: model.source ?? scope }));
  }

  async evaluableModels(): Promise<readonly EvaluableModelRecord[]> {
    return (await this.#evaluable.load({})) ?? [];
  }

  /** @throws ServiceError `NOT_SUPPORTED` where single results cannot be read. */
  requireResults(): void {
    const { unsupported } = this.account.api.evaluationResults;
    if (unsupported) throw unsupported();
  }

  /** @throws ServiceError `NOT_SUPPORTED` where evaluations cannot be listed. */
  requireEvaluations(): void {
    const { unsupported } = this.account.api.evaluationTasks;
    if (unsupported) throw unsupported();
  }

  /** Evaluations, the newest first; null when the entry that the page begins at is gone. */
  evaluations({
    kind,
    search,
    marks = [],
    count,
  }: WantedEvaluations): Promise<MarkedSlice<ListedEvaluationRecord> | null> {
    const pageSize = Math.min(count, this.account.largestPage);
    const lists = evaluationLists(kind).map((kind) => ({
      page: (marker: string | undefined) =>
        this.#evaluations.load({ kind, search, marker, pageSize }),
      markerOf: ({ id = "" }: ListedEvaluationRecord) => id,
    }));
    return mergedSlice(lists, marks, count, newestFirst);
  }

  /** The single results of an evaluation; null when there is no such evaluation. */
  results(query: ResultQuery, wanted: Wanted): Promise<Slice<ResultRecord> | null> {
    const evaluationTaskId = this.account.idMap.canonical("evaluationTask", query.evaluationTaskId);
    const list = new PagedList({
      name: this.account.listings.results.name,
      page: (page) => this.#results.load({ ...query, evaluationTaskId, ...page }),
      largestPage: this.account.largestPage,
    });
    return list.slice(wanted);
  }

  /** The tags of a model, which lists alone tell: it is looked for by its name. */
  async tagsOf(source: ListedModelRecord): Promise<{ tags: readonly string[] | null }> {
    const model = source.name && source.source ? source : await this.modelReads.complete(source);
    if (!model?.name) return { tags: null };
    if (model.tags !== undefined) return { tags: model.tags };
    const scope = model.source === "PRESET" ? "PRESET" : "OWN";
    const page = { pageNo: 1, pageSize: this.account.largestPage };
    const found = await this.#models[scope].load({ name: model.name, ...page });
    const isIt = ({ id }: ListedModelRecord) => id === model.id;
    return { tags: found?.rows.find(isIt)?.tags ?? null };
  }

  /** Something was made or deleted. */
  forget(): void {
    for (const loader of [this.#models.OWN, this.#models.PRESET, this.#results, this.#evaluable]) {
      loader.clearAll();
    }
    this.#evaluations.clearAll();
    this.account.listings.forgetAll();
  }
}

/** Qianfan's list has one kind of evaluations at a time. */
export function evaluationLists(kind: EvaluationKind | undefined): readonly EvaluationKind[] {
  return kind ? [kind] : EVALUATION_KINDS;
}
