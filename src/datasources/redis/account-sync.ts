import type { Logger } from "pino";
import type { z } from "zod";
import type { IdKind } from "../../domain/ids.ts";
import type { SharedResultCache } from "../cache/result-cache.ts";
import type { IdempotencyStore } from "../idempotency/store.ts";
import type { IdMap } from "../ids/id-map.ts";
import type { SharedBreaker, SharedQuota } from "../qianfan/index.ts";
import type { ReplicaSync } from "../replica-sync.ts";
import type { DroppedValues } from "./dropped-values.ts";
import { shareIdPairs } from "./id-pairs.ts";
import { RedisIdempotencyStore } from "./idempotency/redis-store.ts";
import { MAX_IDS, PubSub } from "./pub-sub.ts";
import type { RedisClient } from "./redis-client.ts";
import { RedisPolls } from "./redis-polls.ts";
import { RedisQuota } from "./redis-quota.ts";
import { RedisResultCache } from "./redis-result-cache.ts";
import { StoredFormat } from "./stored-format.ts";

export interface AccountSyncOptions {
  readonly prefix: string;
  /** Of this package: records of another one's are not read. */
  readonly version: string;
  readonly resultCacheMaxAgeMs: number;
  readonly idempotencyMaxAgeMs: number;
  readonly maxIdPairs: number;
  readonly pollsFreshMs: number;
  /** 0 is without limit. */
  readonly callsPerSecond: number;
  readonly dropped: DroppedValues;
  readonly log: Logger;
}

/** As large as an answer that one key of Redis is worth. */
const MAX_FINAL_BYTES = 2_000_000;

/** What one account shares with the same account on the other replicas. */
export class AccountSync implements ReplicaSync {
  readonly idempotency: IdempotencyStore;
  readonly quota: SharedQuota | null;
  readonly breaker: SharedBreaker;
  readonly polls: RedisPolls;
  readonly #pubSub: PubSub;
  readonly #records: string;
  readonly #finals: { flush(): Promise<void> }[] = [];
  /** What was changed in this turn, which is one message. */
  readonly #changed = new Map<IdKind, Set<string>>();

  constructor(
    private readonly redis: RedisClient,
    private readonly options: AccountSyncOptions,
  ) {
    const { prefix, version, dropped, log, callsPerSecond } = options;
    this.#records = `${prefix}:${version}`;
    this.#pubSub = new PubSub(redis, { channel: `${prefix}:news`, dropped, log });
    this.polls = new RedisPolls(redis, this.#pubSub, {
      prefix: this.#records,
      freshMs: options.pollsFreshMs,
      dropped,
    });
    this.idempotency = new RedisIdempotencyStore(redis, {
      prefix,
      maxAgeMs: options.idempotencyMaxAgeMs,
      dropped,
      log,
    });
    this.quota = callsPerSecond > 0 ? new RedisQuota(redis, { prefix, callsPerSecond }) : null;
    this.breaker = {
      tell: (state) => this.#pubSub.publish({ what: "breaker", state }),
      onTold: (listener) => this.#pubSub.on("breaker", ({ state }) => listener(state)),
    };
  }

  finals<Answer extends object>(
    name: string,
    schema: z.ZodType<Answer>,
  ): SharedResultCache<Answer> {
    const { dropped, resultCacheMaxAgeMs } = this.options;
    const what = `final answer of ${name}`;
    const finals = new RedisResultCache(this.redis, {
      prefix: `${this.#records}:${name}`,
      maxAgeMs: resultCacheMaxAgeMs,
      format: new StoredFormat(schema, dropped, { what, maxBytes: MAX_FINAL_BYTES }),
    });
    this.#finals.push(finals);
    return finals;
  }

  shareIdMap(idMap: IdMap): void {
    const { prefix, maxIdPairs: max, dropped } = this.options;
    void shareIdPairs(idMap, this.redis, this.#pubSub, { prefix, max, dropped });
  }

  changed(kind: IdKind, ids: readonly string[]): void {
    if (this.#changed.size === 0) setImmediate(() => void this.#publishChanges());
    const changed = this.#changed.get(kind) ?? new Set();
    for (const id of ids) changed.add(id);
    this.#changed.set(kind, changed);
  }

  onChanged(listener: (kind: IdKind, ids: readonly string[]) => void): void {
    this.#pubSub.on("changed", ({ objects }) => {
      for (const { kind, ids } of objects) listener(kind, ids);
    });
  }

  // The others look at once when they hear of it: nothing old may be left for them to find.
  async #publishChanges(): Promise<void> {
    const objects = [...this.#changed].map(([kind, ids]) => ({
      kind,
      ids: [...ids].slice(0, MAX_IDS),
    }));
    this.#changed.clear();
    await Promise.all(this.#finals.map((finals) => finals.flush()));
    for (const { kind, ids } of objects) await this.polls.forget(kind, ids);
    this.#pubSub.publish({ what: "changed", objects });
  }
}
