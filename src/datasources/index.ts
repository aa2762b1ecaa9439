import type { QianfanAccount } from "./account/qianfan-account.ts";
import { StringIds } from "./ids/string-ids.ts";
import { EvaluationReads } from "./reads/evaluations.ts";
import { ListReads } from "./reads/lists.ts";
import { ModelReads } from "./reads/models.ts";
import { ResultExportReads } from "./reads/result-exports.ts";
import { VersionReads } from "./reads/versions.ts";
import type { UpstreamBudget } from "./upstream-budget.ts";
import { Deletions } from "./writes/deletions.ts";
import { WriteLog } from "./writes/write-log.ts";
import { Writes } from "./writes/writes.ts";

/**
 * What the resolvers of one GraphQL operation call. It is made for the operation and ends with it; each
 * kind of read is made when it is first asked for, since an operation needs few of them.
 */
export class DataSources {
  readonly writeLog: WriteLog;
  readonly #made: Partial<Kinds> = {};

  constructor(
    readonly account: QianfanAccount,
    readonly upstreamBudget: UpstreamBudget,
  ) {
    this.writeLog = new WriteLog(upstreamBudget);
  }

  get models(): ModelReads {
    this.#made.models ??= new ModelReads(this.account, this.upstreamBudget);
    return this.#made.models;
  }

  get versions(): VersionReads {
    this.#made.versions ??= new VersionReads(this.account, this.models, this.upstreamBudget);
    return this.#made.versions;
  }

  get evaluations(): EvaluationReads {
    this.#made.evaluations ??= new EvaluationReads(this.account, this.upstreamBudget);
    return this.#made.evaluations;
  }

  get lists(): ListReads {
    this.#made.lists ??= new ListReads(this.account, this.models, this.upstreamBudget);
    return this.#made.lists;
  }

  get resultExports(): ResultExportReads {
    this.#made.resultExports ??= new ResultExportReads(this.account, this.upstreamBudget);
    return this.#made.resultExports;
  }

  get stringIds(): StringIds {
    this.#made.stringIds ??= new StringIds(this.account.idMap, this);
    return this.#made.stringIds;
  }

  get deletions(): Deletions {
    this.#made.deletions ??= new Deletions(this.account, this.writeLog, this);
    return this.#made.deletions;
  }

  get writes(): Writes {
    const { account, writeLog, models, versions, evaluations, lists } = this;
    this.#made.writes ??= new Writes(account, writeLog, models, versions, evaluations, lists);
    return this.#made.writes;
  }
}

interface Kinds {
  models: ModelReads;
  versions: VersionReads;
  evaluations: EvaluationReads;
  lists: ListReads;
  resultExports: ResultExportReads;
  stringIds: StringIds;
  deletions: Deletions;
  writes: Writes;
}
