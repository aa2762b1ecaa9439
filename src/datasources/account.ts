import { type IdKind, isNumericId } from "../ids.ts";
import { Finals, type FinalsOptions } from "./finals.ts";
import { Identities } from "./identities.ts";
import { Listings } from "./listings.ts";
import type { QianfanClient } from "./qianfan/client.ts";
import { operations } from "./qianfan/operations.ts";
import type {
  EvaluationReportEntryRecord,
  EvaluationTaskRecord,
  ModelRecord,
  ModelVersionRecord,
  ModelVersionSummary,
  ResultExportRecord,
} from "./records.ts";
import { SharedRead } from "./shared-read.ts";
import { watchedEvaluations, watchedExports, watchedVersions } from "./watching/watched.ts";
import { Watches, type WatchesOptions } from "./watching/watches.ts";

export interface AccountOptions {
  readonly finals: FinalsOptions;
  /** How many id pairs to remember. */
  readonly maxIdentities: number;
  /** The largest page to ask a list for. */
  readonly largestPage: number;
  readonly watching: WatchesOptions;
}

/**
 * One Qianfan account, for as long as the process lives: its client, and what is shared between the
 * operations of its callers. Nothing here is ever shared between two accounts.
 */
export class QianfanAccount {
  readonly identities: Identities;
  readonly finalVersions: Finals<ModelVersionSummary>;
  readonly finalVersionDetails: Finals<ModelVersionRecord>;
  readonly finalEvaluations: Finals<EvaluationTaskRecord>;
  readonly finalReports: Finals<EvaluationReportEntryRecord[]>;
  readonly modelDetail: SharedRead<string, ModelRecord>;
  readonly modelVersionDetail: SharedRead<string, ModelVersionRecord>;
  readonly evaluationDetail: SharedRead<string, EvaluationTaskRecord>;
  readonly evaluationReport: SharedRead<string, EvaluationReportEntryRecord[]>;
  readonly resultExport: SharedRead<string, ResultExportRecord>;
  readonly listings: Listings;
  /** The largest page to ask a list for. */
  readonly largestPage: number;
  readonly evaluationWatches: Watches<EvaluationTaskRecord>;
  readonly versionWatches: Watches<ModelVersionSummary>;
  readonly exportWatches: Watches<ResultExportRecord>;

  constructor(
    readonly client: QianfanClient,
    options: AccountOptions,
  ) {
    this.identities = new Identities(options.maxIdentities);
    this.finalVersions = new Finals(options.finals);
    this.finalVersionDetails = new Finals(options.finals);
    this.finalEvaluations = new Finals(options.finals);
    this.finalReports = new Finals(options.finals);
    this.modelDetail = new SharedRead(operations.modelDetail, client, itself, (model, asked) => {
      this.#identify("model", model, asked);
      this.identities.learnVersionsOf(model, model.versions);
    });
    this.modelVersionDetail = new SharedRead(
      operations.modelVersionDetail,
      client,
      itself,
      (version, asked) => {
        this.#identify("modelVersion", version, asked);
        if (!version.model) return;
        this.identities.learn("model", version.model);
        this.identities.learnModelOf(version, version.model);
      },
    );
    this.evaluationDetail = new SharedRead(
      operations.evaluationDetail,
      client,
      itself,
      (task, asked) => this.#identify("evaluationTask", task, asked),
    );
    this.evaluationReport = new SharedRead(operations.evaluationReport, client, itself, () => {});
    this.resultExport = new SharedRead(
      operations.resultExport,
      client,
      itself,
      (resultExport, asked) => this.#identify("resultExport", resultExport, asked),
    );
    this.listings = new Listings(client, this.identities);
    this.largestPage = options.largestPage;
    const { watching } = options;
    const { pollTimeoutMs } = watching;
    this.evaluationWatches = new Watches(
      watchedEvaluations(this, pollTimeoutMs),
      this.identities,
      watching,
    );
    this.versionWatches = new Watches(
      watchedVersions(this, pollTimeoutMs),
      this.identities,
      watching,
    );
    this.exportWatches = new Watches(
      watchedExports(this, pollTimeoutMs),
      this.identities,
      watching,
    );
  }

  /** Ends all watching and waiting, with what is known by now. */
  close(): void {
    this.evaluationWatches.close();
    this.versionWatches.close();
    this.exportWatches.close();
  }

  /** Completes the pair of ids from the form it was asked by: old answers lack one of them. */
  #identify(kind: IdKind, record: { id: string; numericId: string | null }, asked: string): void {
    if (isNumericId(asked)) record.numericId ??= asked;
    else record.id = asked;
    record.id = this.identities.canonical(kind, record.id);
    this.identities.learn(kind, record);
  }
}

/** A question that is an id is its own key. */
const itself = (id: string) => id;
