import type { Logger } from "pino";
import type { Config } from "../config/index.ts";
import { type Quota, rateLimit } from "../limits/rate.ts";
import { authenticator } from "./authenticator.ts";
import { checkBinding } from "./bind-guard.ts";
import type { Caller } from "./caller.ts";
import type { Credentials } from "./credentials.ts";

/** The one way in, for every transport: it tells who asks, and counts what he asks. */
export interface Authentication {
  /** Whether callers have to say who they are. */
  readonly asks: boolean;
  /**
   * To be called for each operation, before anything else is done for it. `onQuota` is given what the
   * caller has left, where its rate is limited.
   *
   * @throws ServiceError `UNAUTHENTICATED`, `IDENTITY_UNAVAILABLE` or `RATE_LIMITED`.
   */
  readonly admit: (credentials: Credentials, onQuota?: (quota: Quota) => void) => Promise<Caller>;
  /** Tells who asks where nothing is asked yet, or goes on. @throws ServiceError as `admit`. */
  readonly authenticate: (credentials: Credentials) => Promise<Caller>;
  readonly close: () => void;
}

/** @throws ConfigError where callers are configured wrongly, or needed and not configured at all. */
export function createAuthentication(
  config: Config,
  accounts: Iterable<string>,
  log: Logger,
): Authentication {
  const { asks, authenticate, close } = authenticator(config, new Set(accounts), log);
  checkBinding(config, asks, log);
  const rate = rateLimit(config.RATE_LIMIT_PER_MINUTE);
  return {
    asks,
    close,
    authenticate,
    async admit(credentials, onQuota) {
      const caller = await authenticate(credentials);
      const quota = await rate.take(caller);
      if (quota) onQuota?.(quota);
      return caller;
    },
  };
}
