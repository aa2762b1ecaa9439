import type { ModelRecord, Ref } from "../../domain/index.ts";
import type { QianfanAccount } from "../account/qianfan-account.ts";
import type { UpstreamBudget } from "../upstream-budget.ts";
import { type Loader, loaderById } from "./loader.ts";

/** Models, by modelDetail: one call brings a model and all its versions. */
export class ModelReads {
  readonly #models: Loader<string, ModelRecord | null>;
  readonly #asked = new Set<string>();

  constructor(
    private readonly account: QianfanAccount,
    private readonly upstreamBudget: UpstreamBudget,
  ) {
    this.#models = loaderById((id) => this.#read(id));
  }

  byId(id: string): Promise<ModelRecord | null> {
    const key = this.account.idMap.canonical("model", id);
    this.#asked.add(key);
    return this.#models.load(key);
  }

  /** What is not known yet of a model that was mentioned. */
  complete(source: Ref): Promise<ModelRecord | null> {
    return this.byId(this.account.idMap.key("model", source));
  }

  /** Whether this operation has already asked for a model, so that asking again costs nothing. */
  isAskedFor(id: string): boolean {
    return this.#asked.has(this.account.idMap.canonical("model", id));
  }

  forget(id: string): void {
    for (const form of this.account.idMap.forms("model", id)) {
      this.#asked.delete(form);
      this.#models.clear(form);
    }
    this.account.changed("model", [id]);
  }

  // Asked by one form of its id, it may be asked for by the other before this operation has ended.
  async #read(id: string): Promise<ModelRecord | null> {
    const model = await this.account.modelDetail.read(id, this.upstreamBudget);
    if (model && model.id !== id) {
      this.#asked.add(model.id);
      this.#models.prime(model.id, model);
    }
    return model;
  }
}
