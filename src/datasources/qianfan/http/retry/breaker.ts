import { BusinessError } from "../../../../domain/index.ts";
import { PlatformError } from "../platform-error.ts";

export type BreakerState = "open" | "closed";

/** The breakers of the same account on the other replicas. */
export interface SharedBreaker {
  tell(state: BreakerState): void;
  onTold(listener: (state: BreakerState) => void): void;
}

export interface BreakerOptions {
  /** Failures in a row that open it; 0 never does. */
  readonly failures: number;
  /** How long it stays open before one call is let through to see. */
  readonly openMs: number;
  /** Told when it opens, and when it closes again. */
  readonly onChange?: (state: BreakerState) => void;
  /** Null where this process is the only one. */
  readonly shared?: SharedBreaker | null;
}

/** Lets an account's reads fail at once while Qianfan is down, instead of each finding out for itself. */
export class Breaker {
  #failures = 0;
  #broken = false;
  #nextTry = 0;

  constructor(private readonly options: BreakerOptions) {
    options.shared?.onTold((state) => {
      if (state === "open") this.#open();
      else this.#close();
    });
  }

  /** Whether a call made now would fail at once. */
  get isOpen(): boolean {
    return this.#broken && performance.now() < this.#nextTry;
  }

  /** Why a call made now fails at once; null while it may be made. */
  refusal(): PlatformError | null {
    return this.isOpen ? this.#refusal() : null;
  }

  /** To be told of each call that is made, whether it is the one that is to find out. */
  begin(): boolean {
    // While this one call finds out, the others go on failing at once.
    if (this.#broken) this.#nextTry = performance.now() + this.options.openMs;
    return this.#broken;
  }

  /** To be told of each call that was made and failed. */
  failed(error: unknown, probing: boolean): void {
    if (isOutage(error)) this.#failed();
    else if (error instanceof PlatformError || error instanceof BusinessError) this.succeeded();
    else if (probing) this.#nextTry = 0; // Its caller left before it could tell.
  }

  succeeded(): void {
    if (this.#broken) this.options.shared?.tell("closed");
    this.#close();
  }

  #close(): void {
    this.#failures = 0;
    if (this.#broken) this.options.onChange?.("closed");
    this.#broken = false;
  }

  #failed(): void {
    this.#failures += 1;
    if (this.options.failures === 0 || this.#failures < this.options.failures) return;
    this.options.shared?.tell("open");
    this.#open();
  }

  #open(): void {
    this.#failures = Math.max(this.#failures, this.options.failures);
    if (!this.#broken) this.options.onChange?.("open");
    this.#broken = true;
    this.#nextTry = performance.now() + this.options.openMs;
  }

  #refusal(): PlatformError {
    const wait = this.#nextTry - performance.now();
    const at = new Date(Date.now() + wait).toISOString();
    return new PlatformError({
      code: "QIANFAN_UNAVAILABLE",
      reason: {
        en: `it failed ${this.#failures} times in a row and is not tried again before ${at}`,
        zh: `已连续失败 ${this.#failures} 次，${at} 之前不再尝试`,
      },
      transient: true,
      effect: "none",
      retryAfterMs: wait,
    });
  }
}

function isOutage(error: unknown): boolean {
  if (!(error instanceof PlatformError)) return false;
  const { code } = error.facts;
  return code === "QIANFAN_UNAVAILABLE" || code === "QIANFAN_TIMEOUT";
}
