import { LRUCache } from "lru-cache";

export interface ResultCacheOptions {
  readonly maxEntries: number;
  readonly maxBytes: number;
  readonly maxAgeMs: number;
}

/** The same answers, kept for all replicas. */
export interface SharedResultCache<Answer extends object> {
  get(key: string): Promise<Answer | undefined>;
  set(key: string, answer: Answer): void;
  forget(key: string): void;
}

/** Answers about things that do not change any more, bounded by number, size and age. */
export class ResultCache<Answer extends object> {
  // Without LRUCache's own bound of entries, which takes the memory for all of them at the start.
  readonly #cache: LRUCache<string, Answer> | null;
  readonly #maxEntries: number;
  readonly #shared: SharedResultCache<Answer> | null;

  constructor(
    { maxEntries, maxBytes, maxAgeMs }: ResultCacheOptions,
    shared: SharedResultCache<Answer> | null = null,
  ) {
    this.#maxEntries = maxEntries;
    const keepsNone = maxEntries === 0 || maxAgeMs === 0;
    this.#shared = keepsNone ? null : shared;
    this.#cache = keepsNone
      ? null
      : new LRUCache({
          maxSize: maxBytes,
          ttl: maxAgeMs,
          sizeCalculation: (answer) => JSON.stringify(answer).length,
        });
  }

  get size(): number {
    return this.#cache?.size ?? 0;
  }

  /** Whether it keeps anything at all. */
  get isOn(): boolean {
    return this.#cache !== null;
  }

  /** At once, unless the other replicas have to be asked. */
  get(key: string): Answer | undefined | Promise<Answer | undefined> {
    return this.#cache?.get(key) ?? (this.#shared ? this.#fetch(key, this.#shared) : undefined);
  }

  set(key: string, answer: Answer): void {
    this.#keep(key, answer);
    this.#shared?.set(key, answer);
  }

  forget(key: string): void {
    this.#cache?.delete(key);
    this.#shared?.forget(key);
  }

  async #fetch(key: string, shared: SharedResultCache<Answer>): Promise<Answer | undefined> {
    const answer = await shared.get(key);
    if (answer) this.#keep(key, answer);
    return answer;
  }

  #keep(key: string, answer: Answer): void {
    this.#cache?.set(key, answer);
    if (this.size > this.#maxEntries) this.#cache?.pop();
  }
}
