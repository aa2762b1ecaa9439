import { ServiceError } from "../../domain/index.ts";
import type { Claim, IdempotencyStore, Outcome, Standing } from "./store.ts";

export interface MemoryStoreOptions {
  readonly maxKeys: number;
  /** How long an outcome is remembered. */
  readonly maxAgeMs: number;
}

/** The keys of one process, forgotten when it ends. */
export class MemoryStore implements IdempotencyStore {
  readonly #running = new Map<string, MemoryClaim>();
  // In the order of expiry, since all are kept equally long.
  readonly #settled = new Map<string, { claim: MemoryClaim; expires: number }>();

  constructor(private readonly options: MemoryStoreOptions) {}

  async claim(key: string, fingerprint: string): Promise<Standing> {
    this.#dropExpired();
    const taken = this.#running.get(key) ?? this.#settled.get(key)?.claim;
    if (taken) {
      return { state: "taken", fingerprint: taken.fingerprint, outcome: () => taken.outcome };
    }
    // To forget an older key would break the promise made for it, so the new one gets none.
    if (this.#running.size + this.#settled.size >= this.options.maxKeys) {
      throw full(this.options.maxKeys);
    }
    const claim = new MemoryClaim(fingerprint, (outcome) => this.#ended(key, claim, outcome));
    this.#running.set(key, claim);
    return { state: "claimed", claim };
  }

  #ended(key: string, claim: MemoryClaim, outcome: Outcome | null): void {
    this.#running.delete(key);
    if (outcome) this.#settled.set(key, { claim, expires: Date.now() + this.options.maxAgeMs });
  }

  #dropExpired(): void {
    for (const [key, { expires }] of this.#settled) {
      if (expires > Date.now()) return;
      this.#settled.delete(key);
    }
  }
}

class MemoryClaim implements Claim {
  readonly outcome: Promise<Outcome | null>;
  #end: (outcome: Outcome | null) => void = () => {};

  constructor(
    readonly fingerprint: string,
    onEnded: (outcome: Outcome | null) => void,
  ) {
    this.outcome = new Promise((resolve) => {
      this.#end = (outcome) => {
        this.#end = () => {};
        onEnded(outcome);
        resolve(outcome);
      };
    });
  }

  async settle(outcome: Outcome): Promise<void> {
    this.#end(outcome);
  }

  async release(): Promise<void> {
    this.#end(null);
  }
}

function full(maxKeys: number): ServiceError {
  return new ServiceError("IDEMPOTENCY_UNAVAILABLE", {
    reason: {
      en: `${maxKeys} keys are remembered already`,
      zh: `已记住 ${maxKeys} 个键`,
    },
  });
}
