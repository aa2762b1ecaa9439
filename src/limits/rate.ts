import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import type { Caller } from "../auth/caller.ts";
import { ServiceError } from "../domain/errors.ts";

/** What a caller has left of its operations. */
export interface Quota {
  /** Operations in each window. */
  readonly limit: number;
  readonly windowSeconds: number;
  readonly remaining: number;
  /** Seconds until all are there again. */
  readonly resetSeconds: number;
}

/** How many operations a caller may send in a minute. */
export interface RateLimit {
  /** Counts one; null where nothing is limited. @throws ServiceError `RATE_LIMITED` when it is one too many. */
  take(caller: Caller): Promise<Quota | null>;
}

const WINDOW_SECONDS = 60;

export function rateLimit(perMinute: number): RateLimit {
  if (perMinute === 0) return { take: async () => null };
  const limiter = new RateLimiterMemory({ points: perMinute, duration: WINDOW_SECONDS });
  const quota = ({ remainingPoints, msBeforeNext }: RateLimiterRes): Quota => ({
    limit: perMinute,
    windowSeconds: WINDOW_SECONDS,
    remaining: remainingPoints,
    resetSeconds: Math.ceil(msBeforeNext / 1000),
  });
  return {
    async take({ id, name }) {
      try {
        return quota(await limiter.consume(id));
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error;
        const left = quota(error);
        throw new RateLimited(name, { ...left, remaining: 0 });
      }
    },
  };
}

/** `RATE_LIMITED`, with the quota that is used up. */
export class RateLimited extends ServiceError {
  constructor(
    caller: string,
    readonly quota: Quota,
  ) {
    const { limit, resetSeconds } = quota;
    super(
      "RATE_LIMITED",
      { caller, limit: String(limit), seconds: String(resetSeconds) },
      {
        extensions: {
          ...{ setting: "RATE_LIMIT_PER_MINUTE", limit },
          retryAfterSeconds: resetSeconds,
        },
      },
    );
  }
}
