import type { Ref, ResultExportRecord } from "../../domain/index.ts";
import type { QianfanAccount } from "../account/qianfan-account.ts";
import type { UpstreamBudget } from "../upstream-budget.ts";
import { type Loader, loaderById } from "./loader.ts";

/** Exports of results, by eval/result/export/info. None is kept: the address of a file is a secret that does not expire. */
export class ResultExportReads {
  readonly #exports: Loader<string, ResultExportRecord | null>;

  constructor(
    private readonly account: QianfanAccount,
    private readonly upstreamBudget: UpstreamBudget,
  ) {
    this.#exports = loaderById((id) => account.resultExport.read(id, upstreamBudget));
  }

  byId(id: string): Promise<ResultExportRecord | null> {
    return this.#exports.load(this.account.idMap.canonical("resultExport", id));
  }

  complete(source: Ref): Promise<ResultExportRecord | null> {
    return this.byId(this.account.idMap.key("resultExport", source));
  }

  /** An export once it is final, or as it is when the time is up. */
  async settled(source: Ref, withinMs: number): Promise<ResultExportRecord | null> {
    const known = await this.complete(source);
    if (!known || known.isFinal) return known;
    return this.upstreamBudget.deadline.paused((gone) =>
      this.account.exportPollers.settled(known, withinMs, gone, this.upstreamBudget.waits),
    );
  }
}
