import type { Logger } from "pino";

const LOG_EVERY_MS = 60_000;

/** Logs and counts what Redis holds and this server cannot use. One bad value is no reason to do without Redis. */
export class DroppedValues {
  readonly #loggedAt = new Map<string, number>();
  readonly #counts = new Map<string, number>();

  constructor(
    private readonly log: Logger,
    private readonly onDropped: (what: string) => void = () => {},
  ) {}

  /** @param what the kind of value, one of a few */
  add(what: string, reason: string): void {
    const count = (this.#counts.get(what) ?? 0) + 1;
    this.#counts.set(what, count);
    this.onDropped(what);
    // Others may write a bad value thousands of times a second.
    const now = performance.now();
    if (now - (this.#loggedAt.get(what) ?? Number.NEGATIVE_INFINITY) < LOG_EVERY_MS) return;
    this.#loggedAt.set(what, now);
    this.log.warn({ what, reason, count }, "A value in Redis does not fit and is dropped");
  }

  /** How many of one kind were dropped. */
  count(what: string): number {
    return this.#counts.get(what) ?? 0;
  }
}
