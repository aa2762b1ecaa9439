/**
 * How far a request had come.
 * - `waiting`: not a byte of it had left.
 * - `sent`: it may have left, and no answer had begun.
 * - `answering`: an answer had begun.
 */
export type Phase = "waiting" | "sent" | "answering";

/** A request that got no answer, or no whole one. */
export class TransportError extends Error {
  override readonly name = "TransportError";

  constructor(
    readonly phase: Phase,
    /** Whether it was cut because its time was up. */
    readonly timedOut: boolean,
    readonly httpStatus: number | null,
    cause?: unknown,
  ) {
    super(timedOut ? "timed out" : "broken off", { cause });
  }
}
