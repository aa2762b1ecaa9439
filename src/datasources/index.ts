import type { QianfanAccount } from "./account.ts";
import { Deletions } from "./deletions.ts";
import { Outbox } from "./outbox.ts";
import { EvaluationReads } from "./reads/evaluations.ts";
import { ListReads } from "./reads/lists.ts";
import { ModelReads } from "./reads/models.ts";
import { ResultExportReads } from "./reads/result-exports.ts";
import { VersionReads } from "./reads/versions.ts";
import type { Spending } from "./spending.ts";
import { Writes } from "./writes.ts";

/** What the resolvers of one GraphQL operation call. It is made for the operation and ends with it. */
export class DataSources {
  readonly models: ModelReads;
  readonly versions: VersionReads;
  readonly evaluations: EvaluationReads;
  readonly lists: ListReads;
  readonly resultExports: ResultExportReads;
  readonly outbox: Outbox;
  readonly deletions: Deletions;
  readonly writes: Writes;

  constructor(
    readonly account: QianfanAccount,
    readonly spending: Spending,
  ) {
    this.models = new ModelReads(account, spending);
    this.versions = new VersionReads(account, this.models, spending);
    this.evaluations = new EvaluationReads(account, spending);
    this.lists = new ListReads(account, this.models, spending);
    this.resultExports = new ResultExportReads(account, spending);
    this.outbox = new Outbox(account.client);
    this.deletions = new Deletions(account, this.outbox, this);
    this.writes = new Writes(account, this.outbox, this.models, this.evaluations, this.lists);
  }
}
