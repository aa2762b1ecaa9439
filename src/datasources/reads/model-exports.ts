import type { ModelExportRecord } from "../../domain/index.ts";
import type { QianfanAccount } from "../account/qianfan-account.ts";
import type { UpstreamBudget } from "../upstream-budget.ts";
import { type Loader, loaderById } from "./loader.ts";

/** Versions packed for download, which V2 alone has. None is kept: the address of a file is a secret. */
export class ModelExportReads {
  readonly #exports: Loader<string, ModelExportRecord | null>;

  constructor(
    private readonly account: QianfanAccount,
    upstreamBudget: UpstreamBudget,
  ) {
    this.#exports = loaderById((id) => account.tasks.modelExport.read(id, upstreamBudget));
  }

  /** The export of a version; null when it was never exported, or is not the account's own. */
  of(modelVersionId: string): Promise<ModelExportRecord | null> {
    return this.#exports.load(modelVersionId);
  }

  /** A new one takes its place. */
  forget(modelVersionId: string): void {
    this.#exports.clear(modelVersionId);
    this.account.tasks.modelExport.forget(modelVersionId);
  }
}
