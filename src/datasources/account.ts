import {
  type EvaluationReportEntryRecord,
  type EvaluationTaskRecord,
  type IdKind,
  isNumericId,
  type ModelRecord,
  type ModelVersionRecord,
  type ModelVersionSummary,
  type ResultExportRecord,
} from "../domain/index.ts";
import { TURNS } from "../turns.ts";
import { Finals, type FinalsOptions } from "./finals.ts";
import { Idempotency } from "./idempotency/idempotency.ts";
import { MemoryStore, type MemoryStoreOptions } from "./idempotency/memory-store.ts";
import type { Identities } from "./identities.ts";
import { Listings } from "./listings.ts";
import type { QianfanApi } from "./qianfan/index.ts";
import { checkIsAbout } from "./same-object.ts";
import { SharedRead } from "./shared-read.ts";
import type { Sharing } from "./sharing.ts";
import {
  storedEvaluation,
  storedReport,
  storedVersion,
  storedVersionDetail,
} from "./stored/index.ts";
import {
  together,
  watchedEvaluations,
  watchedExports,
  watchedVersions,
} from "./watching/watched.ts";
import { Watches, type WatchesOptions } from "./watching/watches.ts";

export interface AccountOptions {
  readonly finals: FinalsOptions;
  /** What is known of ids; the API may ask it too. */
  readonly identities: Identities;
  /** The largest page to ask a list for. */
  readonly largestPage: number;
  readonly watching: WatchesOptions;
  readonly idempotency: MemoryStoreOptions;
  /** Null where this process is the only one. */
  readonly sharing: Sharing | null;
}

interface Forgetful {
  forget(id: string): void;
}

/**
 * One Qianfan account, for as long as the process lives: its API, and what is shared between the
 * operations of its callers. Nothing here is ever shared between two accounts.
 */
export class QianfanAccount {
  readonly identities: Identities;
  readonly idempotency: Idempotency;
  readonly finalVersions: Finals<ModelVersionSummary>;
  readonly finalVersionDetails: Finals<ModelVersionRecord>;
  readonly finalEvaluations: Finals<EvaluationTaskRecord>;
  readonly finalReports: Finals<readonly EvaluationReportEntryRecord[]>;
  readonly modelDetail: SharedRead<string, ModelRecord>;
  readonly modelVersionDetail: SharedRead<string, ModelVersionRecord>;
  readonly evaluationDetail: SharedRead<string, EvaluationTaskRecord>;
  readonly evaluationReport: SharedRead<string, readonly EvaluationReportEntryRecord[]>;
  readonly resultExport: SharedRead<string, ResultExportRecord>;
  readonly listings: Listings;
  /** The largest page to ask a list for. */
  readonly largestPage: number;
  readonly evaluationWatches: Watches<EvaluationTaskRecord>;
  readonly versionWatches: Watches<ModelVersionSummary>;
  readonly exportWatches: Watches<ResultExportRecord>;

  #revision = 0;
  readonly #sharing: Sharing | null;
  readonly #kept: Readonly<Partial<Record<IdKind, readonly Forgetful[]>>>;

  constructor(
    readonly api: QianfanApi,
    options: AccountOptions,
  ) {
    const { sharing } = options;
    this.#sharing = sharing;
    this.identities = options.identities;
    this.idempotency = new Idempotency(
      sharing?.idempotency ?? new MemoryStore(options.idempotency),
      this.identities,
    );
    this.finalVersions = new Finals(options.finals, sharing?.finals("versions", storedVersion));
    this.finalVersionDetails = new Finals(
      options.finals,
      sharing?.finals("version-details", storedVersionDetail),
    );
    this.finalEvaluations = new Finals(
      options.finals,
      sharing?.finals("evaluations", storedEvaluation),
    );
    this.finalReports = new Finals(options.finals, sharing?.finals("reports", storedReport));
    this.modelDetail = new SharedRead(api.model, itself, (model, asked) => {
      this.#identify("model", model, asked);
      this.identities.learnVersionsOf(model, model.versions);
    });
    this.modelVersionDetail = new SharedRead(api.modelVersion, itself, (version, asked) => {
      this.#identify("modelVersion", version, asked);
      if (!version.model) return;
      this.identities.learn("model", version.model);
      this.identities.learnModelOf(version, version.model);
    });
    this.evaluationDetail = new SharedRead(api.evaluationTask, itself, (task, asked) =>
      this.#identify("evaluationTask", task, asked),
    );
    this.evaluationReport = new SharedRead(api.evaluationReport, itself, (entries, asked) => {
      const known = this.identities.otherForm("evaluationTask", asked);
      for (const { evaluationTaskId, evaluationNumericId: numericId } of entries) {
        const id = evaluationTaskId ?? numericId;
        if (id !== null) checkIsAbout({ id, numericId }, asked, known);
      }
      this.identities.learnTaskOf(entries, asked);
    });
    this.resultExport = new SharedRead(api.resultExport, itself, (resultExport, asked) =>
      this.#identify("resultExport", resultExport, asked),
    );
    this.listings = new Listings(api, this.identities);
    this.largestPage = options.largestPage;
    const { watching } = options;
    const { pollTimeoutMs } = watching;
    this.evaluationWatches = new Watches(
      together(watchedEvaluations(this, pollTimeoutMs), storedEvaluation, sharing?.polls),
      this.identities,
      watching,
    );
    this.versionWatches = new Watches(
      together(watchedVersions(this, pollTimeoutMs), storedVersionDetail, sharing?.polls),
      this.identities,
      watching,
    );
    this.exportWatches = new Watches(
      // Not together: an export that is done holds an address to download from, which is a secret.
      watchedExports(this, pollTimeoutMs),
      this.identities,
      watching,
    );
    this.#kept = {
      model: [this.modelDetail],
      modelVersion: [this.finalVersions, this.finalVersionDetails, this.modelVersionDetail],
      evaluationTask: [
        this.finalEvaluations,
        this.finalReports,
        this.evaluationDetail,
        this.evaluationReport,
      ],
    };
    sharing?.shareIdentities(this.identities);
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
    this.evaluationWatches.close();
    this.versionWatches.close();
    this.exportWatches.close();
  }

  #watchesOf(kind: IdKind): { look(id: string): void; hear(id: string): Promise<void> } | null {
    if (kind === "evaluationTask") return this.evaluationWatches;
    if (kind === "modelVersion") return this.versionWatches;
    return kind === "resultExport" ? this.exportWatches : null;
  }

  #forget(kind: IdKind, id: string): void {
    this.#revision += 1;
    for (const form of this.identities.forms(kind, id)) {
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
    return this.evaluationWatches.size + this.versionWatches.size + this.exportWatches.size;
  }

  /** How many watch them. */
  get watchers(): number {
    return [this.evaluationWatches, this.versionWatches, this.exportWatches].reduce(
      (sum, { subscribers }) => sum + subscribers,
      0,
    );
  }

  /** How many pairs of ids are remembered. */
  get idPairs(): number {
    return this.identities.size;
  }

  /** How many answers about final things are kept. */
  get finals(): number {
    const { finalVersions, finalVersionDetails, finalEvaluations, finalReports } = this;
    const kept = [finalVersions, finalVersionDetails, finalEvaluations, finalReports];
    return kept.reduce((sum, { size }) => sum + size, 0);
  }

  /** Completes the pair of ids from the form it was asked by: old answers lack one of them. */
  #identify(kind: IdKind, record: { id: string; numericId: string | null }, asked: string): void {
    checkIsAbout(record, asked, this.identities.otherForm(kind, asked));
    if (isNumericId(asked)) record.numericId ??= asked;
    else record.id = asked;
    record.id = this.identities.canonical(kind, record.id);
    this.identities.learn(kind, record);
  }
}

/** A question that is an id is its own key. */
const itself = (id: string) => id;
