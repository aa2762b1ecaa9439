import type { EmulatorAccount } from "../account.ts";
import type { Clock } from "../clock.ts";
import { Ids } from "./ids.ts";
import { Registry } from "./registry.ts";
import { ModelShelf } from "./shelf.ts";

/** A registry for each account. They share the preset models, and no id is given twice. */
export class Accounts {
  readonly registries: ReadonlyMap<string, Registry>;

  constructor(
    private readonly accounts: readonly EmulatorAccount[],
    clock: Clock,
  ) {
    const ids = new Ids();
    const presets = new ModelShelf(ids, clock);
    this.registries = new Map(
      accounts.map((account) => [account.accessKey, new Registry(account, clock, ids, presets)]),
    );
  }

  /** The first account's when no key is given. */
  registry(accessKey = this.accounts[0]?.accessKey ?? ""): Registry {
    const registry = this.registries.get(accessKey);
    if (!registry) throw new Error(`No account has the access key "${accessKey}"`);
    return registry;
  }
}
