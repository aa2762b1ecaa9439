import type { Logger } from "pino";
import type { Credentials } from "../qianfan/index.ts";
import type { ReplicaSync } from "../replica-sync.ts";
import { AccountSync, type AccountSyncOptions } from "./account-sync.ts";
import { DroppedValues } from "./dropped-values.ts";
import { accountPrefix } from "./keys.ts";
import { RedisClient } from "./redis-client.ts";

export interface ReplicasOptions extends Omit<AccountSyncOptions, "prefix" | "dropped"> {
  readonly url: string;
  readonly timeoutMs: number;
  /** Called with the kind of each value in Redis that does not fit. */
  readonly onDropped: (what: string) => void;
  readonly log: Logger;
}

/** The replicas of this server, as far as Redis lets them know of each other. */
export class Replicas {
  readonly #redis: RedisClient;
  readonly #dropped: DroppedValues;

  private constructor(private readonly options: ReplicasOptions) {
    this.#redis = new RedisClient(options);
    this.#dropped = new DroppedValues(options.log, options.onDropped);
  }

  static async open(options: ReplicasOptions): Promise<Replicas> {
    const replicas = new Replicas(options);
    await replicas.#redis.open();
    return replicas;
  }

  get redisIsUp(): boolean {
    return this.#redis.isUp;
  }

  /** What one account shares, and with no other account. */
  account(credentials: Credentials): ReplicaSync {
    return new AccountSync(this.#redis, {
      ...this.options,
      prefix: accountPrefix(credentials),
      dropped: this.#dropped,
    });
  }

  close(): void {
    this.#redis.close();
  }
}
