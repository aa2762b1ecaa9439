import type { Logger } from "pino";
import type { SharedFinals } from "../datasources/finals.ts";
import type { IdempotencyStore } from "../datasources/idempotency/store.ts";
import type { Identities } from "../datasources/identities.ts";
import type { SharedBreaker } from "../datasources/qianfan/delivery/breaker.ts";
import type { SharedQuota } from "../datasources/qianfan/delivery/limiter.ts";
import type { Credentials } from "../datasources/qianfan/sign.ts";
import type { Sharing } from "../datasources/sharing.ts";
import { type IdKind, isIdKind } from "../ids.ts";
import { shareIdPairs } from "./id-pairs.ts";
import { accountPrefix } from "./keys.ts";
import { Link } from "./link.ts";
import { News } from "./news.ts";
import { RedisFinals } from "./redis-finals.ts";
import { RedisIdempotencyStore } from "./redis-idempotency-store.ts";
import { RedisPolls } from "./redis-polls.ts";
import { RedisQuota } from "./redis-quota.ts";

export interface ReplicasOptions {
  readonly url: string;
  readonly timeoutMs: number;
  /** Of this package: records of another one's are not read. */
  readonly version: string;
  readonly finalsMaxAgeMs: number;
  readonly idempotencyMaxAgeMs: number;
  readonly maxIdPairs: number;
  readonly pollsFreshMs: number;
  /** 0 is without limit. */
  readonly callsPerSecond: number;
  readonly log: Logger;
}

/** The replicas of this server, as far as Redis lets them know of each other. */
export class Replicas {
  readonly #link: Link;

  private constructor(private readonly options: ReplicasOptions) {
    this.#link = new Link(options);
  }

  static async open(options: ReplicasOptions): Promise<Replicas> {
    const replicas = new Replicas(options);
    await replicas.#link.open();
    return replicas;
  }

  get redisIsUp(): boolean {
    return this.#link.isUp;
  }

  /** What one account shares, and with no other account. */
  account(credentials: Credentials): Sharing {
    return new AccountSharing(this.#link, accountPrefix(credentials), this.options);
  }

  close(): void {
    this.#link.close();
  }
}

class AccountSharing implements Sharing {
  readonly idempotency: IdempotencyStore;
  readonly quota: SharedQuota | null;
  readonly breaker: SharedBreaker;
  readonly #news: News;
  readonly polls: RedisPolls;
  readonly #records: string;

  constructor(
    private readonly link: Link,
    private readonly prefix: string,
    private readonly options: ReplicasOptions,
  ) {
    this.#records = `${prefix}:${options.version}`;
    this.#news = new News(link, `${prefix}:news`);
    this.polls = new RedisPolls(link, this.#news, {
      prefix: this.#records,
      freshMs: options.pollsFreshMs,
    });
    this.idempotency = new RedisIdempotencyStore(link, {
      prefix,
      maxAgeMs: options.idempotencyMaxAgeMs,
    });
    const { callsPerSecond } = options;
    this.quota = callsPerSecond > 0 ? new RedisQuota(link, { prefix, callsPerSecond }) : null;
    this.breaker = {
      tell: (state) => this.#news.tell({ what: "breaker", state }),
      onTold: (listener) => this.#news.on("breaker", ({ state }) => listener(state)),
    };
  }

  finals<Answer extends object>(name: string): SharedFinals<Answer> {
    return new RedisFinals(this.link, `${this.#records}:${name}`, this.options.finalsMaxAgeMs);
  }

  shareIdentities(identities: Identities): void {
    void shareIdPairs(identities, this.link, this.#news, {
      prefix: this.prefix,
      max: this.options.maxIdPairs,
    });
  }

  changed(kind: IdKind, id: string): void {
    void this.polls.forget(kind, id);
    this.#news.tell({ what: "changed", kind, id });
  }

  onChanged(listener: (kind: IdKind, id: string) => void): void {
    this.#news.on("changed", ({ kind, id }) => {
      if (isIdKind(kind)) listener(kind, id);
    });
  }
}
