import type { Redis } from "ioredis";
import { RateLimiterRedis, RateLimiterRes } from "rate-limiter-flexible";
import type { SharedQuota } from "../datasources/qianfan/delivery/limiter.ts";
import { pause } from "../datasources/qianfan/delivery/pause.ts";
import type { Link } from "./link.ts";

export interface RedisQuotaOptions {
  readonly prefix: string;
  readonly callsPerSecond: number;
}

/** An account's calls in each second, counted over all replicas; while Redis is away each counts its own. */
export class RedisQuota implements SharedQuota {
  #limiter: RateLimiterRedis | undefined;

  constructor(
    private readonly link: Link,
    private readonly options: RedisQuotaOptions,
  ) {}

  /** Waits for the next second with room, or until the signal fires. */
  async take(signal: AbortSignal | undefined): Promise<void> {
    for (;;) {
      const waitMs = await this.#consume();
      if (waitMs === 0) return;
      await pause(waitMs, signal);
      signal?.throwIfAborted();
    }
  }

  /** How long to wait for the next second; 0 when this one has room. */
  async #consume(): Promise<number> {
    return this.link
      .ask((redis) =>
        this.#limiterOn(redis)
          .consume("calls")
          .then(
            () => 0,
            // What is refused is no failure of Redis's.
            (refused: unknown) => {
              if (refused instanceof RateLimiterRes) return Math.max(refused.msBeforeNext, 1);
              throw refused;
            },
          ),
      )
      .catch(() => 0);
  }

  #limiterOn(redis: Redis): RateLimiterRedis {
    this.#limiter ??= new RateLimiterRedis({
      storeClient: redis,
      keyPrefix: `${this.options.prefix}:quota`,
      points: this.options.callsPerSecond,
      duration: 1,
    });
    return this.#limiter;
  }
}
