import type { Call } from "../qianfan/index.ts";

/** One call that several operations may wait for, each until its own deadline. */
export class InFlightRequest<Answer> implements Call {
  readonly started = performance.now();
  attempts = 0;
  /** Until when the most patient of those who wait does so. */
  until = 0;
  /** The first who asked. */
  owner: object | undefined;
  readonly #stop = new AbortController();
  readonly #waits = new Set<Wait<Answer>>();

  constructor(
    readonly key: string,
    owner: object,
    private readonly onEnd: (flight: InFlightRequest<Answer>) => void,
  ) {
    this.owner = owner;
  }

  /** Fires when the last one has left. */
  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  /** One more waits for it, until a moment by `performance.now()`. */
  board(wait: Wait<Answer>, until: number): void {
    this.until = Math.max(this.until, until);
    this.#waits.add(wait);
  }

  /** To be told once, with what has come of it. */
  arrive(answer: Answer): void {
    for (const wait of this.#waits) wait.arrived(answer);
    this.#end();
  }

  fail(error: unknown): void {
    for (const wait of this.#waits) wait.failed(error);
    this.#end();
  }

  /** One of those who wait has no time any more, or has gone. */
  leave(wait: Wait<Answer>, reason: unknown): void {
    this.#waits.delete(wait);
    if (this.#waits.size > 0) return;
    this.#end();
    this.#stop.abort(reason);
  }

  // It lets go of all it has: a Map that grows old keeps what was deleted from it, with all that hangs
  // on it, until the old generation is collected, and each operation would grow old with its flights.
  #end(): void {
    this.onEnd(this);
    this.#waits.clear();
    this.owner = undefined;
  }
}

/** One operation's wait for a flight: it ends with the answer, with its failure, or with the signal's reason. */
export class Wait<Answer> {
  constructor(
    protected readonly flight: InFlightRequest<Answer>,
    private readonly signal: AbortSignal,
    private readonly resolve: (answer: Answer) => void,
    private readonly reject: (reason: unknown) => void,
  ) {
    signal.addEventListener("abort", this, { once: true });
  }

  arrived(answer: Answer): void {
    this.signal.removeEventListener("abort", this);
    this.resolve(answer);
  }

  failed(error: unknown): void {
    this.signal.removeEventListener("abort", this);
    this.reject(error);
  }

  /** The operation's signal has fired. */
  handleEvent(): void {
    const reason: unknown = this.signal.reason;
    this.failed(reason);
    this.flight.leave(this, reason);
  }
}

/**
 * Identical reads that are under way at the same time share one call. A flight goes on while anyone
 * waits for it, and is given up when the last one leaves.
 */
export class RequestCoalescer<Answer> {
  readonly #flights = new Map<string, InFlightRequest<Answer>>();
  readonly #remove = (flight: InFlightRequest<Answer>): void => {
    if (this.#flights.get(flight.key) === flight) this.#flights.delete(flight.key);
  };

  get size(): number {
    return this.#flights.size;
  }

  /** The call for the same that is under way, which whoever boards now would share. */
  underWay(key: string): InFlightRequest<Answer> | undefined {
    return this.#flights.get(key);
  }

  /** A flight nobody else can share yet. */
  prepare(key: string, owner: object): InFlightRequest<Answer> {
    return new InFlightRequest(key, owner, this.#remove);
  }

  /** It is under way: whoever asks the same shares it. */
  begin(flight: InFlightRequest<Answer>): void {
    this.#flights.set(flight.key, flight);
  }

  /** What is under way was asked before something changed: whoever asks from now on asks anew. */
  forget(key: string): void {
    this.#flights.delete(key);
  }

  /** As `forget`, for everything that is under way. */
  forgetAll(): void {
    this.#flights.clear();
  }
}
