import type { QianfanAccount } from "../account.ts";
import type { Ref, ResultExportRecord } from "../records.ts";
import type { Spending } from "../spending.ts";
import { type Once, once } from "./once.ts";

/** Exports of results, by eval/result/export/info. None is kept: the address of a file may expire. */
export class ResultExportReads {
  readonly #once: Once<ResultExportRecord | null>;

  constructor(
    private readonly account: QianfanAccount,
    spending: Spending,
  ) {
    this.#once = once((id) => account.resultExport.read(id, spending));
  }

  byId(id: string): Promise<ResultExportRecord | null> {
    return this.#once.load(this.account.identities.canonical("resultExport", id));
  }

  complete(source: Ref): Promise<ResultExportRecord | null> {
    return this.byId(this.account.identities.key("resultExport", source));
  }
}
