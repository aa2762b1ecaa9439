/** The reason of a signal that fired because the operation's time is up. */
export class DeadlineExceeded extends Error {
  override readonly name = "DeadlineExceeded";

  constructor(readonly ms: number) {
    super(`The operation's ${ms} ms are over.`);
  }
}

/** The reason of a signal that fired because nobody waits for the answer any more. */
export class CallerGone extends Error {
  override readonly name = "CallerGone";

  constructor() {
    super("The caller has gone away.");
  }
}

/** Until when an operation's reads may go on. */
export interface Deadline {
  /** Fires when the time is up, or the caller leaves. */
  readonly signal: AbortSignal;
  /** When the time is up, by `performance.now()`. */
  readonly at: number;
  /** Waits for what takes long by its nature: that time does not count. `gone` fires when the caller leaves. */
  paused<Result>(wait: (gone: AbortSignal) => Promise<Result>): Promise<Result>;
}

/** The deadline of an operation that begins now; `gone` must fire in any case, also at a good end. */
export function deadline(ms: number, gone: AbortSignal): Deadline {
  return new OperationDeadline(ms, gone);
}

class OperationDeadline implements Deadline {
  readonly #end = new AbortController();
  #at = 0;
  #left: number;
  #pauses = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly ms: number,
    private readonly gone: AbortSignal,
  ) {
    this.#left = ms;
    this.#run();
    if (gone.aborted) this.#leave();
    else gone.addEventListener("abort", () => this.#leave(), { once: true });
  }

  get signal(): AbortSignal {
    return this.#end.signal;
  }

  get at(): number {
    return this.#at;
  }

  async paused<Result>(wait: (gone: AbortSignal) => Promise<Result>): Promise<Result> {
    this.#pauses += 1;
    if (this.#pauses === 1) this.#stop();
    try {
      return await wait(this.gone);
    } finally {
      this.#pauses -= 1;
      if (this.#pauses === 0 && !this.signal.aborted) this.#run();
    }
  }

  #run(): void {
    this.#at = performance.now() + this.#left;
    this.#timer = setTimeout(() => this.#end.abort(new DeadlineExceeded(this.ms)), this.#left);
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#left = this.#at - performance.now();
    this.#at = Number.POSITIVE_INFINITY;
  }

  #leave(): void {
    clearTimeout(this.#timer);
    this.#end.abort(this.gone.reason);
  }
}

/** Does something with a signal that fires when the caller leaves, and at its end in any case. */
export async function during<Result>(
  gone: AbortSignal,
  run: (over: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const over = new AbortController();
  const leave = () => over.abort(new CallerGone());
  if (gone.aborted) leave();
  else gone.addEventListener("abort", leave, { once: true });
  try {
    return await run(over.signal);
  } finally {
    gone.removeEventListener("abort", leave);
    leave();
  }
}
