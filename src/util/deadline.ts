import { setMaxListeners } from "node:events";
import type { ServerResponse } from "node:http";

/** The reason of a signal that was aborted because the operation's time is up. */
export class DeadlineExceeded extends Error {
  override readonly name = "DeadlineExceeded";

  constructor(readonly ms: number) {
    super(`The operation's ${ms} ms are over.`);
  }
}

/** The reason of a signal that was aborted because no client waits for the answer any more. */
export class ClientDisconnected extends Error {
  override readonly name = "ClientDisconnected";

  constructor() {
    super("The client has disconnected.");
  }
}

/** Until when an operation's reads may go on. */
export interface Deadline {
  /** Aborted when the time is up, or when the client disconnects. */
  readonly signal: AbortSignal;
  /** When the time is up, by `performance.now()`. */
  readonly at: number;
  /** Waits for what takes long by its nature: that time does not count. `gone` is aborted when the client disconnects. */
  paused<Result>(wait: (gone: AbortSignal) => Promise<Result>): Promise<Result>;
}

/** A client that waits for an answer; its signal is aborted when it disconnects, and at the end in any case. */
export interface Waiting {
  readonly signal: AbortSignal;
}

/** The deadline of an operation that begins now. */
export function deadline(ms: number, client: Waiting): Deadline {
  return new OperationDeadline(ms, client);
}

class OperationDeadline implements Deadline {
  #controller: AbortController | undefined;
  #timer: NodeJS.Timeout | undefined;
  #at: number;
  #left = 0;
  #pauses = 0;

  constructor(
    private readonly ms: number,
    private readonly client: Waiting,
  ) {
    this.#at = performance.now() + ms;
  }

  // Made for the first read: many operations make none.
  get signal(): AbortSignal {
    this.#controller ??= this.#start();
    return this.#controller.signal;
  }

  get at(): number {
    return this.#at;
  }

  async paused<Result>(wait: (gone: AbortSignal) => Promise<Result>): Promise<Result> {
    const { signal } = this;
    this.#pauses += 1;
    if (this.#pauses === 1) this.#stopClock();
    try {
      return await wait(this.client.signal);
    } finally {
      this.#pauses -= 1;
      if (this.#pauses === 0 && !signal.aborted) this.#resumeClock();
    }
  }

  #start(): AbortController {
    const controller = manyListeners();
    const { signal: gone } = this.client;
    const abort = () => {
      clearTimeout(this.#timer);
      controller.abort(gone.reason);
    };
    this.#startTimer(controller);
    if (gone.aborted) abort();
    else gone.addEventListener("abort", abort, { once: true });
    return controller;
  }

  #startTimer(controller: AbortController | undefined): void {
    const left = this.#at - performance.now();
    this.#timer = setTimeout(() => controller?.abort(new DeadlineExceeded(this.ms)), left);
  }

  #stopClock(): void {
    clearTimeout(this.#timer);
    this.#left = this.#at - performance.now();
    this.#at = Number.POSITIVE_INFINITY;
  }

  #resumeClock(): void {
    this.#at = performance.now() + this.#left;
    this.#startTimer(this.#controller);
  }
}

/** The client behind an HTTP response, which may disconnect before the response has ended. */
export class ClientConnection implements Waiting {
  readonly #joined = new Set<ClientConnection>();
  #controller: AbortController | undefined;

  constructor(private readonly response: ServerResponse) {}

  get signal(): AbortSignal {
    this.#controller ??= this.#watch();
    return this.#controller.signal;
  }

  /** Whether no client is there any more. */
  get isDisconnected(): boolean {
    return this.response.closed && this.#joined.size === 0;
  }

  /** Another client waits for the same answer: the signal is aborted when both have disconnected. */
  join(other: ClientConnection): void {
    if (other.isDisconnected) return;
    this.#joined.add(other);
    other.response.once("close", () => {
      this.#joined.delete(other);
      this.#closed();
    });
  }

  #watch(): AbortController {
    const controller = manyListeners();
    this.response.once("close", () => this.#closed());
    if (this.isDisconnected) controller.abort(DISCONNECTED);
    return controller;
  }

  #closed(): void {
    if (this.isDisconnected) this.#controller?.abort(DISCONNECTED);
  }
}

// Every response closes in the end; a new error for each would record a stack that nobody reads.
const DISCONNECTED = new ClientDisconnected();

/** Does something with a signal that is aborted when the client disconnects, and at its end in any case. */
export async function during<Result>(
  gone: AbortSignal,
  run: (over: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = manyListeners();
  const abort = () => controller.abort(DISCONNECTED);
  if (gone.aborted) abort();
  else gone.addEventListener("abort", abort, { once: true });
  try {
    return await run(controller.signal);
  } finally {
    gone.removeEventListener("abort", abort);
    abort();
  }
}

// Each of an operation's reads listens; node warns of a leak from the eleventh listener on.
function manyListeners(): AbortController {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  return controller;
}
