import pRetry from "p-retry";
import type { OperationKind } from "../../api.ts";
import type { Call } from "../../call.ts";
import { PlatformError } from "../platform-error.ts";
import type { Breaker } from "./breaker.ts";
import type { Limiter } from "./limiter.ts";
import { pause } from "./pause.ts";
import { RetryBudget } from "./retry-budget.ts";

export interface RetryPolicyOptions {
  /** How often a call is tried. */
  readonly attempts: number;
  /** The first retry waits at most so long, each further one at most twice as long. */
  readonly retryDelayMs: number;
  /** How long a call nobody waits for is put off: a write goes on when its caller has left. */
  readonly patienceMs: number;
  readonly limiter: Limiter;
  readonly breaker: Breaker;
}

/** What is to be delivered. */
export interface RetriedRequest<Answer> {
  readonly kind: OperationKind;
  readonly call: Call;
  /** Tries it once. */
  readonly attempt: () => Promise<Answer>;
  /** What is thrown once it has failed for good. */
  readonly outcome: (cause: unknown) => unknown;
}

const MAX_DELAY_MS_LENGTH = 20_000;

/**
 * How one account's calls get to Qianfan: when each attempt may begin, and what follows when it fails.
 * - A read is tried again when that may help, unless the breaker is open.
 * - A write is tried again only when the attempt for certain did nothing, and whatever the breaker says.
 */
export class RetryPolicy {
  readonly #budget = new RetryBudget();

  constructor(private readonly options: RetryPolicyOptions) {}

  // Most calls succeed at once, and need nothing of what it takes to try again.
  deliver<Answer>(request: RetriedRequest<Answer>): Promise<Answer> {
    return this.#try(request, null, (error) => this.#again(request, error));
  }

  async #again<Answer>(request: RetriedRequest<Answer>, first: unknown): Promise<Answer> {
    try {
      return await this.#retry(request, first);
    } catch (cause) {
      throw request.outcome(cause);
    }
  }

  #retry<Answer>(request: RetriedRequest<Answer>, first: unknown): Promise<Answer> {
    const { kind, call } = request;
    let taken: number | null = null;
    const attempt = (number: number) =>
      number === 1 ? Promise.reject(first) : this.#try(request, taken, rethrown);
    return pRetry(attempt, {
      retries: this.options.attempts - 1,
      minTimeout: 0, // shouldRetry does the waiting: only there is the failure known.
      shouldRetry: async ({ error, attemptNumber }) => {
        if (!(error instanceof PlatformError) || !this.#mayHelp(error, kind)) return false;
        const delay = this.#delay(error, attemptNumber);
        const until = call.until ?? call.started + this.options.patienceMs;
        if (performance.now() + delay >= until) return false;
        taken = this.#budget.take(error.facts.code === "QIANFAN_TIMEOUT");
        if (taken === null) return false;
        await pause(delay, call.signal);
        call.signal?.throwIfAborted();
        return true;
      },
    });
  }

  /**
   * One attempt; `taken` is what the budget gave for it. One promise for all that follows it, since an
   * operation may make hundreds of calls at once.
   */
  #try<Answer>(
    request: RetriedRequest<Answer>,
    taken: number | null,
    onFailure: (error: unknown) => Promise<Answer>,
  ): Promise<Answer> {
    const { breaker } = this.options;
    // Null where the breaker has no part in it: a write, or a read that was never made.
    let probing: boolean | null = null;
    const read = () => {
      const refusal = breaker.refusal();
      if (refusal) return Promise.reject(refusal);
      probing = breaker.begin();
      return request.attempt();
    };
    return this.#inTurn(request, read).then(
      (answer) => {
        if (probing !== null) breaker.succeeded();
        this.#budget.succeeded(taken);
        return answer;
      },
      (error: unknown) => {
        if (probing !== null) breaker.failed(error, probing);
        return onFailure(error);
      },
    );
  }

  #inTurn<Answer>(
    { kind, call, attempt }: RetriedRequest<Answer>,
    read: () => Promise<Answer>,
  ): Promise<Answer> {
    const { limiter, breaker } = this.options;
    const { owner = call, signal } = call;
    if (kind === "write") return this.#inTime((patience) => limiter.run(owner, patience, attempt));
    // Before the wait for a turn: to fail at once needs none.
    const refusal = breaker.refusal();
    return refusal ? Promise.reject(refusal) : limiter.run(owner, signal, read);
  }

  async #inTime<Answer>(run: (patience: AbortSignal) => Promise<Answer>): Promise<Answer> {
    const patience = AbortSignal.timeout(this.options.patienceMs);
    try {
      return await run(patience);
    } catch (error) {
      throw error === patience.reason ? noTurn(this.options.patienceMs) : error;
    }
  }

  #mayHelp({ facts }: PlatformError, kind: OperationKind): boolean {
    if (!facts.transient) return false;
    return kind === "write" ? facts.effect === "none" : !this.options.breaker.isOpen;
  }

  // Full jitter: callers that failed together do not come back together.
  #delay({ facts }: PlatformError, attempt: number): number {
    const most = Math.min(this.options.retryDelayMs * 2 ** (attempt - 1), MAX_DELAY_MS_LENGTH);
    return Math.max(Math.random() * most, facts.retryAfterMs ?? 0);
  }
}

function rethrown(error: unknown): Promise<never> {
  return Promise.reject(error);
}

function noTurn(waitedMs: number): PlatformError {
  return new PlatformError({
    code: "QIANFAN_TIMEOUT",
    reason: {
      en: `it was not sent, since its turn within this server's quota did not come in ${waitedMs} ms`,
      zh: `在 ${waitedMs} 毫秒内未轮到本服务的调用配额，请求未发送`,
    },
    transient: true,
    effect: "none",
  });
}
