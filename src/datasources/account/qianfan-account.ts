import {
  type EvaluationReportEntryRecord,
  type EvaluationTaskRecord,
  type IdKind,
  isNumericId,
  type ModelRecord,
  type ModelVersionRecord,
  type ModelVersionSummary,
  type ResultExportRecord,
} from "../../domain/index.ts";
import { TURNS } from "../../util/turns.ts";
import { ResultCache, type ResultCacheOptions } from "../cache/result-cache.ts";
import {
  storedEvaluation,
  storedReport,
  storedVersion,
  storedVersionDetail,
} from "../cache/stored/index.ts";
import { SharedRead } from "../coalescing/shared-read.ts";
import { Idempotency } from "../idempotency/idempotency.ts";
import { MemoryStore, type MemoryStoreOptions } from "../idempotency/memory-store.ts";
import type { IdMap } from "../ids/id-map.ts";
import { checkIsAbout } from "../ids/same-object.ts";
import { Listings } from "../lists/shared-lists.ts";
import {
  createEvaluationTarget,
  createExportTarget,
  createVersionTarget,
  together,
} from "../polling/poll-target.ts";
import { PollerRegistry, type PollerRegistryOptions } from "../polling/poller-registry.ts";
import type { QianfanApi } from "../qianfan/index.ts";
import type { ReplicaSync } from "../replica-sync.ts";

export interface AccountOptions {
  readonly finals: ResultCacheOptions;
  /** What is known of ids; the API may ask it too. */
  readonly idMap: IdMap;
  /** The largest page to ask a list for. */
  readonly largestPage: number;
  readonly watching: PollerRegistryOptions;
  readonly idempotency: MemoryStoreOptions;
  /** Null where this process is the only one. */
  readonly sharing: ReplicaSync | null;
}

interface Forgetful {
  forget(id: string): void;
}

/**
 * One Qianfan account, for as long as the process lives: its API, and what is shared between the
 * operations of its callers. Nothing here is ever shared between two accounts.
 */
export class QianfanAccount {
  readonly idMap: IdMap;
  readonly idempotency: Idempotency;
  readonly versionCache: ResultCache<ModelVersionSummary>;
  readonly versionDetailCache: ResultCache<ModelVersionRecord>;
  readonly evaluationCache: ResultCache<EvaluationTaskRecord>;
  readonly reportCache: ResultCache<readonly EvaluationReportEntryRecord[]>;
  readonly modelDetail: SharedRead<string, ModelRecord>;
  readonly modelVersionDetail: SharedRead<string, ModelVersionRecord>;
  readonly evaluationDetail: SharedRead<string, EvaluationTaskRecord>;
  readonly evaluationReport: SharedRead<string, readonly EvaluationReportEntryRecord[]>;
  readonly resultExport: SharedRead<string, ResultExportRecord>;
  readonly listings: Listings;
  /** The largest page to ask a list for. */
  readonly largestPage: number;
  readonly evaluationPollers: PollerRegistry<EvaluationTaskRecord>;
  readonly versionPollers: PollerRegistry<ModelVersionSummary>;
  readonly exportPollers: PollerRegistry<ResultExportRecord>;

  #revision = 0;
  readonly #sharing: ReplicaSync | null;
  readonly #kept: Readonly<Partial<Record<IdKind, readonly Forgetful[]>>>;

  constructor(
    readonly api: QianfanApi,
    options: AccountOptions,
  ) {
    const { sharing } = options;
    this.#sharing = sharing;
    this.idMap = options.idMap;
    this.idempotency = new Idempotency(
      sharing?.idempotency ?? new MemoryStore(options.idempotency),
      this.idMap,
    );
    this.versionCache = new ResultCache(options.finals, sharing?.finals("versions", storedVersion));
    this.versionDetailCache = new ResultCache(
      options.finals,
      sharing?.finals("version-details", storedVersionDetail),
    );
    this.evaluationCache = new ResultCache(
      options.finals,
      sharing?.finals("evaluations", storedEvaluation),
    );
    this.reportCache = new ResultCache(options.finals, sharing?.finals("reports", storedReport));
    this.modelDetail = new SharedRead(api.model, itself, (model, asked) => {
      this.#identify("model", model, asked);
      this.idMap.learnVersionsOf(model, model.versions);
    });
    this.modelVersionDetail = new SharedRead(api.modelVersion, itself, (version, asked) => {
      this.#identify("modelVersion", version, asked);
      if (!version.model) return;
      this.idMap.learn("model", version.model);
      this.idMap.learnModelOf(version, version.model);
    });
    this.evaluationDetail = new SharedRead(api.evaluationTask, itself, (task, asked) =>
      this.#identify("evaluationTask", task, asked),
    );
    this.evaluationReport = new SharedRead(api.evaluationReport, itself, (entries, asked) => {
      const known = this.idMap.otherForm("evaluationTask", asked);
      for (const { evaluationTaskId, evaluationNumericId: numericId } of entries) {
        const id = evaluationTaskId ?? numericId;
        if (id !== null) checkIsAbout({ id, numericId }, asked, known);
      }
      this.idMap.learnTaskOf(entries, asked);
    });
    this.resultExport = new SharedRead(api.resultExport, itself, (resultExport, asked) =>
      this.#identify("resultExport", resultExport, asked),
    );
    this.listings = new Listings(api, this.idMap);
    this.largestPage = options.largestPage;
    const { watching } = options;
    const { pollTimeoutMs } = watching;
    this.evaluationPollers = new PollerRegistry(
      together(createEvaluationTarget(this, pollTimeoutMs), storedEvaluation, sharing?.polls),
      this.idMap,
      watching,
    );
    this.versionPollers = new PollerRegistry(
      together(createVersionTarget(this, pollTimeoutMs), storedVersionDetail, sharing?.polls),
      this.idMap,
      watching,
    );
    this.exportPollers = new PollerRegistry(
      // Not together: an export that is done holds an address to download from, which is a secret.
      createExportTarget(this, pollTimeoutMs),
      this.idMap,
      watching,
    );
    this.#kept = {
      model: [this.modelDetail],
      modelVersion: [this.versionCache, this.versionDetailCache, this.modelVersionDetail],
      evaluationTask: [
        this.evaluationCache,
        this.reportCache,
        this.evaluationDetail,
        this.evaluationReport,
      ],
    };
    sharing?.shareIdMap(this.idMap);
    sharing?.onChanged((kind, ids) => {
      this.listings.forgetAll();
      void TURNS.forEach(ids, (id) => {
        this.#forget(kind, id);
        this.#watchesOf(kind)?.look(id);
      });
    });
    sharing?.polls.onPolled((kind, id) => void this.#watchesOf(kind)?.hear(id));
  }

  /** Something was done to objects: they are read anew from now on, on any replica. */
  changed(kind: IdKind, ids: readonly string[]): void {
    for (const id of ids) this.#forget(kind, id);
    this.#sharing?.changed(kind, ids);
  }

  /** The same for thousands of them: others' work comes between. */
  async changedInTurns(kind: IdKind, ids: readonly string[]): Promise<void> {
    await TURNS.forEach(ids, (id) => this.#forget(kind, id));
    this.#sharing?.changed(kind, ids);
  }

  /** Another number whenever something was done to an object: what was asked before may be told otherwise since. */
  get revision(): number {
    return this.#revision;
  }

  /** Ends all watching and waiting, with what is known by now. */
  close(): void {
    this.evaluationPollers.close();
    this.versionPollers.close();
    this.exportPollers.close();
  }

  #watchesOf(kind: IdKind): { look(id: string): void; hear(id: string): Promise<void> } | null {
    if (kind === "evaluationTask") return this.evaluationPollers;
    if (kind === "modelVersion") return this.versionPollers;
    return kind === "resultExport" ? this.exportPollers : null;
  }

  #forget(kind: IdKind, id: string): void {
    this.#revision += 1;
    for (const form of this.idMap.forms(kind, id)) {
      for (const kept of this.#kept[kind] ?? []) kept.forget(form);
    }
  }

  /** How many reads are under way. */
  get flights(): number {
    return [
      this.modelDetail,
      this.modelVersionDetail,
      this.evaluationDetail,
      this.evaluationReport,
      this.resultExport,
    ].reduce((sum, { underWay }) => sum + underWay, this.listings.underWay);
  }

  /** How many objects are polled, since they are watched. */
  get pollers(): number {
    return this.evaluationPollers.size + this.versionPollers.size + this.exportPollers.size;
  }

  /** How many watch them. */
  get watchers(): number {
    return [this.evaluationPollers, this.versionPollers, this.exportPollers].reduce(
      (sum, { subscribers }) => sum + subscribers,
      0,
    );
  }

  /** How many pairs of ids are remembered. */
  get idPairs(): number {
    return this.idMap.size;
  }

  /** How many answers about final things are kept. */
  get finals(): number {
    const { versionCache, versionDetailCache, evaluationCache, reportCache } = this;
    const kept = [versionCache, versionDetailCache, evaluationCache, reportCache];
    return kept.reduce((sum, { size }) => sum + size, 0);
  }

  /** Completes the pair of ids from the form it was asked by: old answers lack one of them. */
  #identify(kind: IdKind, record: { id: string; numericId: string | null }, asked: string): void {
    checkIsAbout(record, asked, this.idMap.otherForm(kind, asked));
    if (isNumericId(asked)) record.numericId ??= asked;
    else record.id = asked;
    record.id = this.idMap.canonical(kind, record.id);
    this.idMap.learn(kind, record);
  }
}

/** A question that is an id is its own key. */
const itself = (id: string) => id;
