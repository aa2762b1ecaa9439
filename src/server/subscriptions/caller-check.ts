import { requireScope } from "../../auth/authorization.ts";
import type { Caller, Scope } from "../../auth/caller.ts";
import { unauthenticated } from "../../auth/unauthenticated.ts";
import { ServiceError } from "../../domain/errors.ts";
import type { Time } from "../../util/time.ts";

export interface CallerCheckOptions {
  readonly authenticate: () => Promise<Caller>;
  readonly time: Time;
  readonly everyMs: number;
}

/** Whether the caller of a subscription may still have it, as long as it is open. */
export class CallerCheck {
  #callOff = () => {};
  #hasStopped = false;

  constructor(
    /** The caller that the subscription began with. */
    private readonly caller: Caller,
    private readonly options: CallerCheckOptions,
  ) {}

  /** @throws ServiceError for a caller who is not known any more, or uses another account. */
  async check(scopes: readonly Scope[] = []): Promise<Caller> {
    const now = await this.options.authenticate();
    const { id, account } = this.caller;
    if (now.id !== id || now.account !== account) throw unauthenticated("CHANGED");
    for (const scope of scopes) requireScope(now, scope);
    return now;
  }

  /** Checks again and again, and when the token expires; `onRefused` is called once, at most. */
  start(scopes: readonly Scope[], onRefused: (error: unknown) => void): void {
    const { time, everyMs } = this.options;
    const untilExpiry = (this.caller.expiresAt ?? Number.POSITIVE_INFINITY) - Date.now();
    const wait = untilExpiry > 0 ? Math.min(everyMs, Math.ceil(untilExpiry)) : everyMs;
    this.#callOff = time.after(wait, () => {
      this.check(scopes)
        .catch((error: unknown) => {
          // It is not known for now whether the caller still is: that is asked again.
          if (error instanceof ServiceError && error.extensions.retryable === true) return;
          if (!this.#hasStopped) onRefused(error);
          this.stop();
        })
        .then(() => {
          if (!this.#hasStopped) this.start(scopes, onRefused);
        });
    });
  }

  stop(): void {
    this.#hasStopped = true;
    this.#callOff();
  }
}
