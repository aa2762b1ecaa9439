import { FairQueue } from "./fair-queue.ts";
import { Pace } from "./rate-window.ts";

/** The same quota, counted over all replicas. */
export interface SharedQuota {
  /** Waits until one more call may begin, or rejects with the signal's reason. */
  take(signal: AbortSignal | undefined): Promise<void>;
}

export interface LimiterOptions {
  /** Calls that may begin within any one second; 0 is without limit. */
  readonly callsPerSecond: number;
  /** Calls that may be under way at once; 0 is without limit. */
  readonly callsInFlight: number;
  /** Null where this process is the only one. */
  readonly shared?: SharedQuota | null;
  /** Told how long each call has waited that had to. */
  readonly onWaited?: (seconds: number) => void;
}

/** Keeps an account's calls within its quota. Who has to wait does so in turns, so that one caller's hundred calls do not hold up another's one. */
export class Limiter {
  readonly #turns = new FairQueue();
  readonly #pace: Pace;
  readonly #mostInFlight: number;
  readonly #isUnlimited: boolean;
  #inFlight = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: LimiterOptions) {
    const { callsPerSecond, callsInFlight, shared } = options;
    this.#isUnlimited = !callsPerSecond && !callsInFlight && !shared;
    this.#pace = new Pace(callsPerSecond);
    this.#mostInFlight = callsInFlight || Number.POSITIVE_INFINITY;
  }

  /** How many calls wait for their turn. */
  get waiting(): number {
    return this.#turns.size;
  }

  /** Makes a call when its turn has come; given up before, it is never made. */
  run<Answer>(
    owner: object,
    signal: AbortSignal | undefined,
    call: () => Promise<Answer>,
  ): Promise<Answer> {
    return this.#isUnlimited ? call() : this.#inTurn(owner, signal, call);
  }

  async #inTurn<Answer>(
    owner: object,
    signal: AbortSignal | undefined,
    call: () => Promise<Answer>,
  ): Promise<Answer> {
    const { shared, onWaited } = this.options;
    const asked = performance.now();
    const mustWait = !this.#turns.isEmpty || !this.#mayBegin();
    if (mustWait) await this.#wait(owner, signal);
    else this.#begin();
    try {
      if (shared) await shared.take(signal);
      if (mustWait || shared) onWaited?.((performance.now() - asked) / 1000);
      return await call();
    } finally {
      this.#inFlight -= 1;
      this.#serve();
    }
  }

  #wait(owner: object, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const proceed = () => {
        signal?.removeEventListener("abort", leave);
        resolve();
      };
      const leave = () => {
        this.#turns.remove(owner, proceed);
        if (this.#turns.isEmpty) this.#rest();
        reject(signal?.reason);
      };
      if (signal?.aborted) return reject(signal.reason);
      signal?.addEventListener("abort", leave, { once: true });
      this.#turns.add(owner, proceed);
      this.#serve();
    });
  }

  #mayBegin(): boolean {
    return this.#inFlight < this.#mostInFlight && this.#pace.waitMs() === 0;
  }

  #begin(): void {
    this.#inFlight += 1;
    this.#pace.step();
  }

  #serve(): void {
    this.#rest();
    while (!this.#turns.isEmpty && this.#mayBegin()) {
      this.#begin();
      this.#turns.next()?.();
    }
    if (this.#turns.isEmpty || this.#inFlight >= this.#mostInFlight) return;
    this.#timer = setTimeout(() => this.#serve(), this.#pace.waitMs());
  }

  #rest(): void {
    clearTimeout(this.#timer);
  }
}
