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
}

/** The deadline of an operation that begins now; `gone` must fire in any case, also at a good end. */
export function deadline(ms: number, gone: AbortSignal): Deadline {
  const end = new AbortController();
  const timer = setTimeout(() => end.abort(new DeadlineExceeded(ms)), ms);
  const leave = () => {
    clearTimeout(timer);
    end.abort(gone.reason);
  };
  if (gone.aborted) leave();
  else gone.addEventListener("abort", leave, { once: true });
  return { signal: end.signal, at: performance.now() + ms };
}
