import type { SharedResultCache } from "../cache/result-cache.ts";
import { type RedisClient, RedisUnavailable } from "./redis-client.ts";
import { Script } from "./script.ts";
import type { StoredFormat } from "./stored-format.ts";

export interface RedisResultCacheOptions<Answer> {
  readonly prefix: string;
  readonly maxAgeMs: number;
  readonly format: StoredFormat<Answer>;
}

/** As many as Redis deletes without keeping others waiting. */
const KEYS_PER_DELETE = 500;

/** More are left to their age, so that a Redis that is away for long does not fill this process. */
const MAX_FORGOTTEN = 50_000;

const SET = new Script("return redis.call('set', KEYS[1], ARGV[2], 'PX', ARGV[3])");

/** Answers about final things, for all replicas; while Redis is away there are none. */
export class RedisResultCache<Answer extends object> implements SharedResultCache<Answer> {
  /** Keys to delete: a model has thousands of versions, which are forgotten one by one. */
  readonly #forgotten = new Set<string>();
  #flushing: Promise<void> | null = null;

  constructor(
    private readonly redis: RedisClient,
    private readonly options: RedisResultCacheOptions<Answer>,
  ) {}

  async get(key: string): Promise<Answer | undefined> {
    const name = this.#nameOf(key);
    if (this.#forgotten.has(name)) return undefined;
    const { format } = this.options;
    try {
      const text = await this.redis.read((redis) => redis.getrange(name, 0, format.maxBytes));
      return text === "" ? undefined : format.read(text);
    } catch {
      return undefined; // It is only a cache: Qianfan is asked instead.
    }
  }

  set(key: string, answer: Answer): void {
    const name = this.#nameOf(key);
    const text = this.options.format.write(answer);
    if (text === null) return;
    this.#forgotten.delete(name);
    this.redis.run(SET, [name], [text, this.options.maxAgeMs]).catch(() => {});
  }

  forget(key: string): void {
    if (this.#forgotten.size >= MAX_FORGOTTEN) return; // It ages.
    if (this.#forgotten.size === 0) setImmediate(() => void this.flush());
    this.#forgotten.add(this.#nameOf(key));
  }

  /** Resolves once what was forgotten is deleted; while Redis is away it waits for it. */
  flush(): Promise<void> {
    this.#flushing ??= this.#delete().finally(() => {
      this.#flushing = null;
    });
    return this.#flushing;
  }

  async #delete(): Promise<void> {
    while (this.#forgotten.size > 0) {
      const names = firstOf(this.#forgotten, KEYS_PER_DELETE);
      const isAway = await this.redis
        .read((redis) => redis.del(...names))
        .then(
          () => false,
          (error: unknown) => error instanceof RedisUnavailable,
        );
      if (isAway) await this.redis.untilUp();
      else for (const name of names) this.#forgotten.delete(name);
    }
  }

  #nameOf(key: string): string {
    return `${this.options.prefix}:${key}`;
  }
}

function firstOf(names: ReadonlySet<string>, count: number): string[] {
  const first: string[] = [];
  for (const name of names) {
    if (first.length === count) break;
    first.push(name);
  }
  return first;
}
