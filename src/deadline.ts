import type { ServerResponse } from "node:http";
import { Few } from "./few.ts";
import { StopController, type StopSignal } from "./stop-signal.ts";

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
  readonly signal: StopSignal;
  /** When the time is up, by `performance.now()`. */
  readonly at: number;
  /** Waits for what takes long by its nature: that time does not count. `gone` fires when the caller leaves. */
  paused<Result>(wait: (gone: StopSignal) => Promise<Result>): Promise<Result>;
}

/** Whoever waits for an answer; his signal fires when he leaves, and at the end in any case. */
export interface Waiting {
  readonly signal: StopSignal;
}

/** The deadline of an operation that begins now. */
export function deadline(ms: number, caller: Waiting): Deadline {
  return new OperationDeadline(ms, caller);
}

// Signals and timers cost more than a small operation: they are made when the first read asks for one.
class OperationDeadline implements Deadline {
  readonly #end = new Later(() => this.#watch());
  #at: number;
  #left = 0;
  #pauses = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly ms: number,
    private readonly caller: Waiting,
  ) {
    this.#at = performance.now() + ms;
  }

  get signal(): StopSignal {
    return this.#end.value.signal;
  }

  get at(): number {
    return this.#at;
  }

  async paused<Result>(wait: (gone: StopSignal) => Promise<Result>): Promise<Result> {
    const { signal } = this;
    this.#pauses += 1;
    if (this.#pauses === 1) this.#stop();
    try {
      return await wait(this.caller.signal);
    } finally {
      this.#pauses -= 1;
      if (this.#pauses === 0 && !signal.aborted) this.#goOn();
    }
  }

  #watch(): StopController {
    const end = new StopController();
    const { signal: gone } = this.caller;
    const leave = () => {
      clearTimeout(this.#timer);
      end.abort(gone.reason);
    };
    this.#run(end);
    if (gone.aborted) leave();
    else gone.addEventListener("abort", leave, { once: true });
    return end;
  }

  #run(end: StopController): void {
    const left = this.#at - performance.now();
    this.#timer = setTimeout(() => end.abort(new DeadlineExceeded(this.ms)), left);
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#left = this.#at - performance.now();
    this.#at = Number.POSITIVE_INFINITY;
  }

  #goOn(): void {
    this.#at = performance.now() + this.#left;
    this.#run(this.#end.value);
  }
}

/** The caller behind an HTTP response, who may leave before it has ended. */
export class Recipient implements Waiting {
  readonly #gone = new Later(() => this.#watch());
  readonly #company = new Few<Recipient>();

  constructor(private readonly response: ServerResponse) {}

  get signal(): StopSignal {
    return this.#gone.value.signal;
  }

  /** Whether nobody is there any more; his signal has fired, if anyone asked for it. */
  get hasLeft(): boolean {
    return this.response.closed && this.#company.isEmpty;
  }

  /** Another waits for the same answer: the signal fires when both have left. */
  join(other: Recipient): void {
    if (other.hasLeft) return;
    this.#company.add(other);
    other.response.once("close", () => {
      this.#company.delete(other);
      this.#left();
    });
  }

  #watch(): StopController {
    this.response.once("close", () => this.#left());
    const gone = new StopController();
    if (this.hasLeft) gone.abort(CALLER_GONE);
    return gone;
  }

  #left(): void {
    if (this.hasLeft) this.#gone.value.abort(CALLER_GONE);
  }
}

// Every response closes in the end, and to note where an error was made costs as much as a small answer's JSON.
const CALLER_GONE = new CallerGone();

/** What is made when it is first asked for. */
class Later<Value> {
  #made: Value | undefined;

  constructor(private readonly make: () => Value) {}

  get value(): Value {
    this.#made ??= this.make();
    return this.#made;
  }
}

/** Does something with a signal that fires when the caller leaves, and at its end in any case. */
export async function during<Result>(
  gone: StopSignal,
  run: (over: StopSignal) => Promise<Result>,
): Promise<Result> {
  const over = new StopController();
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
