import { ServiceError } from "../../errors.ts";
import type { IdempotencyStore, Outcome, Standing } from "./store.ts";

export interface MemoryStoreOptions {
  readonly maxKeys: number;
  readonly maxAgeMs: number;
}

interface Entry {
  readonly fingerprint: string;
  readonly expires: number;
  readonly outcome: Promise<Outcome | null>;
  readonly settle: (outcome: Outcome | null) => void;
}

/** The keys of one process, forgotten when it ends. */
export class MemoryStore implements IdempotencyStore {
  // In the order of expiry, since all are kept equally long.
  readonly #entries = new Map<string, Entry>();

  constructor(private readonly options: MemoryStoreOptions) {}

  async claim(key: string, fingerprint: string): Promise<Standing> {
    this.#dropExpired();
    const taken = this.#entries.get(key);
    if (taken) return { state: "taken", fingerprint: taken.fingerprint, outcome: taken.outcome };
    // To forget an older key would break the promise made for it, so the new one gets none.
    if (this.#entries.size >= this.options.maxKeys) throw full(this.options.maxKeys);
    const { promise, resolve } = withResolvers<Outcome | null>();
    this.#entries.set(key, {
      fingerprint,
      expires: Date.now() + this.options.maxAgeMs,
      outcome: promise,
      settle: resolve,
    });
    return { state: "claimed" };
  }

  async keep(key: string, outcome: Outcome): Promise<void> {
    this.#entries.get(key)?.settle(outcome);
  }

  async free(key: string): Promise<void> {
    const entry = this.#entries.get(key);
    this.#entries.delete(key);
    entry?.settle(null);
  }

  #dropExpired(): void {
    for (const [key, { expires }] of this.#entries) {
      if (expires > Date.now()) return;
      this.#entries.delete(key);
    }
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

// Promise.withResolvers, which Node 20 lacks.
function withResolvers<Value>() {
  let resolve: (value: Value) => void = () => {};
  const promise = new Promise<Value>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
