import {
  type Aged,
  isFinalVersion,
  isNumericId,
  isWhole,
  type ModelRecord,
  type ModelVersionRecord,
  type ModelVersionSummary,
  type NamedVersion,
  newestFirst,
  type Ref,
} from "../../domain/index.ts";
import { TURNS } from "../../util/turns.ts";
import type { QianfanAccount } from "../account/qianfan-account.ts";
import type { UpstreamBudget } from "../upstream-budget.ts";
import { Loader, loaderById } from "./loader.ts";
import type { ModelReads } from "./models.ts";

type Mentioned = Ref & { readonly model?: Ref | null };
type Summary = Promise<ModelVersionSummary | null>;

/**
 * Versions. Those whose model is known come with it, one call for all of one model, where models tell
 * their versions; the others by a call of their own, which alone tells the parameters.
 */
export class VersionReads {
  readonly #details: Loader<string, ModelVersionRecord | null>;
  readonly #versionsOf = new Map<ModelRecord, ReadonlyMap<string, NamedVersion>>();
  readonly #summaries: Loader<Mentioned, ModelVersionSummary | null>;

  constructor(
    private readonly account: QianfanAccount,
    private readonly models: ModelReads,
    private readonly upstreamBudget: UpstreamBudget,
  ) {
    this.#details = loaderById((id) => this.#readDetail(id));
    this.#summaries = new Loader(
      (wanted) => this.#plan(wanted),
      (version) => this.#key(version),
    );
  }

  byId(id: string): Summary {
    return this.complete({ id });
  }

  complete(source: Mentioned): Summary {
    return this.#summaries.load(source);
  }

  /** A version once it is ready or has failed, or as it is when the time is up. */
  async settled(source: Mentioned, withinMs: number): Summary {
    const version = await this.complete(source);
    if (!version || isFinalVersion(version)) return version;
    return this.upstreamBudget.deadline.paused((gone) =>
      this.account.versionPollers.settled(version, withinMs, gone, this.upstreamBudget.waits),
    );
  }

  /** Versions of a model, whole; newest first, where only their own answers tell which is newer. */
  async whole<Version extends Mentioned & Aged & { readonly state?: unknown }>(
    versions: readonly Version[],
  ): Promise<readonly (Version | ModelVersionSummary)[]> {
    if (versions.every(isWhole)) return versions;
    const found = await Promise.all(
      versions.map((version) => (isWhole(version) ? version : this.complete(version))),
    );
    return found.filter((version) => version !== null).sort(newestFirst);
  }

  /** Everything, with the parameters. */
  detail(source: Mentioned): Promise<ModelVersionRecord | null> {
    return this.#details.load(this.#key(source));
  }

  /** Its model's name, which some answers about a version leave out. */
  async modelName(source: Mentioned): Promise<{ name: string | null }> {
    const version = await this.#named(source);
    const name = version?.name;
    if (name !== undefined || !version?.model) return { name: name ?? null };
    return { name: (await this.models.complete(version.model))?.name ?? null };
  }

  /** What an evaluation may leave out of a version that it mentions. */
  async evaluated(source: Mentioned) {
    const found = await this.#named(source);
    return {
      version: found?.version ?? null,
      versionDescription: found?.description ?? null,
      originText: found?.originText ?? null,
      model: found?.model ?? null,
    };
  }

  /** A model's newest version; where the model only names its versions, the answer of each is needed. */
  async latestOf(source: Ref): Promise<{ latestVersion: NamedVersion | null }> {
    const model = await this.models.complete(source);
    if (!model || model.latestVersion !== undefined) {
      return { latestVersion: model?.latestVersion ?? null };
    }
    const [latestVersion = null] = await this.whole(model.versions);
    return { latestVersion };
  }

  /** The integer form of an id, which some requests demand; null when there is no such version. */
  async numericId(id: string): Promise<string | null> {
    const [numeric] = this.account.idMap.forms("modelVersion", id).filter(isNumericId);
    return numeric ?? (await this.byId(id))?.numericId ?? null;
  }

  forget(id: string): void {
    this.#drop(id);
    this.account.changed("modelVersion", [id]);
  }

  /** As `forget`, for all versions of a model. */
  async forgetAll(ids: readonly string[]): Promise<void> {
    await TURNS.forEach(ids, (id) => this.#drop(id));
    await this.account.changedInTurns("modelVersion", ids);
  }

  #drop(id: string): void {
    for (const form of this.account.idMap.forms("modelVersion", id)) {
      this.#details.clear(form);
      this.#summaries.clear({ id: form });
    }
  }

  #key(version: Ref): string {
    return this.account.idMap.key("modelVersion", version);
  }

  /** Nothing where a version is not named at all. */
  async #named(source: Mentioned): Promise<ModelVersionSummary | null> {
    return this.#key(source) === "" ? null : this.complete(source);
  }

  #plan(wanted: readonly Mentioned[]): Summary[] {
    const remembered = countBy(wanted, (version) => this.#rememberedModel(version));
    return wanted.map((version) => this.#summary(version, remembered));
  }

  #summary(version: Mentioned, remembered: ReadonlyMap<string, number>): Summary {
    const key = this.#key(version);
    const ask = () => {
      const model = this.#modelToAsk(version, remembered);
      return model ? this.#fromModel(key, model) : this.#details.load(key);
    };
    if (!this.upstreamBudget.useResultCache) return ask();
    const final = this.account.versionCache.get(key);
    if (final instanceof Promise) return final.then((kept) => this.#kept(key, kept) ?? ask());
    return this.#kept(key, final) ?? ask();
  }

  #kept(key: string, final: ModelVersionSummary | undefined): Promise<ModelVersionSummary> | null {
    if (!final) return null;
    this.upstreamBudget.cached(this.account.modelVersionDetail.name, key);
    return Promise.resolve(final);
  }

  /**
   * A model that was named together with the version is asked in any case: its other fields are often
   * wanted too. One only remembered from earlier is asked when that saves a call, since a model may
   * have thousands of versions. None is asked where models only name their versions.
   */
  #modelToAsk(version: Mentioned, remembered: ReadonlyMap<string, number>): string | undefined {
    if (!this.account.api.modelTellsVersions) return undefined;
    if (version.model) return this.account.idMap.key("model", version.model);
    const model = this.#rememberedModel(version);
    if (!model) return undefined;
    return (remembered.get(model) ?? 0) > 1 || this.models.isAskedFor(model) ? model : undefined;
  }

  #rememberedModel(version: Mentioned): string | undefined {
    return version.model ? undefined : this.account.idMap.modelOf(this.#key(version));
  }

  #fromModel(key: string, modelId: string): Summary {
    return this.models.byId(modelId).then((model) => {
      const version = model && this.#find(model, key);
      if (!version || !isWhole(version)) return this.#details.load(key);
      this.#keep(version);
      return version;
    });
  }

  #keep(version: ModelVersionSummary): void {
    const { versionCache } = this.account;
    if (!versionCache.isOn) return;
    if (isFinalVersion(version)) versionCache.set(version.id, withoutSiblings(version));
    else versionCache.forget(version.id);
  }

  #find(model: ModelRecord, key: string): NamedVersion | undefined {
    const versions = this.#versionsOf.get(model) ?? byEitherId(model.versions);
    this.#versionsOf.set(model, versions);
    return versions.get(key);
  }

  #readDetail(key: string): Promise<ModelVersionRecord | null> {
    const { versionDetailCache } = this.account;
    if (!this.upstreamBudget.useResultCache || !versionDetailCache.isOn)
      return this.#askForDetail(key);
    return Promise.resolve(versionDetailCache.get(key)).then((final) => {
      if (!final) return this.#askForDetail(key);
      this.upstreamBudget.cached(this.account.modelVersionDetail.name, key);
      return final;
    });
  }

  #askForDetail(key: string): Promise<ModelVersionRecord | null> {
    return this.account.modelVersionDetail.read(key, this.upstreamBudget).then((detail) => {
      // Asked by one form of its id, it may be asked for by the other before this operation has ended.
      if (detail && detail.id !== key) this.#details.prime(detail.id, detail);
      this.#keepDetail(key, detail);
      return detail;
    });
  }

  #keepDetail(key: string, detail: ModelVersionRecord | null): void {
    const { versionCache, versionDetailCache } = this.account;
    if (!versionCache.isOn) return;
    if (detail && isFinalVersion(detail)) {
      versionCache.set(detail.id, detail);
      versionDetailCache.set(detail.id, detail);
    } else {
      versionCache.forget(this.#key({ id: key }));
      versionDetailCache.forget(this.#key({ id: key }));
    }
  }
}

// A version from modelDetail holds its model with all other versions, which would stay in memory too.
function withoutSiblings(version: ModelVersionSummary): ModelVersionSummary {
  const { model } = version;
  return {
    ...version,
    model: model && { id: model.id, numericId: model.numericId, name: model.name },
  };
}

function byEitherId(versions: readonly NamedVersion[]): Map<string, NamedVersion> {
  const found = new Map<string, NamedVersion>();
  for (const version of versions) {
    found.set(version.id, version);
    if (version.numericId) found.set(version.numericId, version);
  }
  return found;
}

function countBy<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string | undefined,
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) {
    const key = keyOf(item);
    if (key) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
