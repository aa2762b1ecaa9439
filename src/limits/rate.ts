import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import type { Caller } from "../auth/caller.ts";
import { ServiceError } from "../errors.ts";

/** How many operations a caller may send in a minute. */
export interface RateLimit {
  /** Counts one. @throws ServiceError `RATE_LIMITED` when it is one too many. */
  take(caller: Caller): Promise<void>;
}

export function rateLimit(perMinute: number): RateLimit {
  if (perMinute === 0) return { take: async () => {} };
  const limiter = new RateLimiterMemory({ points: perMinute, duration: 60 });
  return {
    async take({ id, name }) {
      try {
        await limiter.consume(id);
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error;
        const seconds = Math.ceil(error.msBeforeNext / 1000);
        throw new ServiceError(
          "RATE_LIMITED",
          { caller: name, limit: String(perMinute), seconds: String(seconds) },
          { extensions: { retryAfterSeconds: seconds } },
        );
      }
    },
  };
}
