import { LRUCache } from "lru-cache";

export interface FinalsOptions {
  readonly maxEntries: number;
  readonly maxBytes: number;
  readonly maxAgeMs: number;
}

/** Answers about things that do not change any more, bounded by number, size and age. */
export class Finals<Answer extends object> {
  readonly #cache: LRUCache<string, Answer> | null;

  constructor({ maxEntries, maxBytes, maxAgeMs }: FinalsOptions) {
    this.#cache =
      maxEntries === 0 || maxAgeMs === 0
        ? null
        : new LRUCache({
            max: maxEntries,
            maxSize: maxBytes,
            ttl: maxAgeMs,
            sizeCalculation: (answer) => JSON.stringify(answer).length,
          });
  }

  get(key: string): Answer | undefined {
    return this.#cache?.get(key);
  }

  set(key: string, answer: Answer): void {
    this.#cache?.set(key, answer);
  }

  forget(key: string): void {
    this.#cache?.delete(key);
  }
}
