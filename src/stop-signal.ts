/** What is used here of an AbortSignal. */
export interface StopSignal {
  readonly aborted: boolean;
  /** Of a signal that has fired. */
  readonly reason: Error;
  throwIfAborted(): void;
  addEventListener(type: "abort", listener: () => void, options?: { once: true }): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

/**
 * An AbortController in small, for what an operation may make hundreds of: node's own takes ten times
 * as long, and holds more than the call it is there to stop.
 */
export class StopController {
  readonly #signal = new SmallSignal();

  get signal(): StopSignal {
    return this.#signal;
  }

  /** The first reason holds; what listens is told once. */
  abort(reason: Error): void {
    this.#signal.stop(reason);
  }
}

class SmallSignal implements StopSignal {
  #reason: Error | undefined;
  readonly #listeners = new Set<() => void>();

  get aborted(): boolean {
    return this.#reason !== undefined;
  }

  get reason(): Error {
    if (this.#reason === undefined) throw new Error("The signal has not fired.");
    return this.#reason;
  }

  throwIfAborted(): void {
    if (this.#reason !== undefined) throw this.#reason;
  }

  addEventListener(_: "abort", listener: () => void): void {
    this.#listeners.add(listener);
  }

  removeEventListener(_: "abort", listener: () => void): void {
    this.#listeners.delete(listener);
  }

  stop(reason: Error): void {
    if (this.#reason !== undefined) return;
    this.#reason = reason;
    const listeners = [...this.#listeners];
    this.#listeners.clear();
    for (const listener of listeners) listener();
  }
}
