/** Whoever is to be told that a signal has fired; an object is told by its method. */
export type StopListener = (() => void) | { handleEvent(): void };

/** What is used here of an AbortSignal. */
export interface StopSignal {
  readonly aborted: boolean;
  /** Of a signal that has fired. */
  readonly reason: Error;
  throwIfAborted(): void;
  addEventListener(type: "abort", listener: StopListener, options?: { once: true }): void;
  removeEventListener(type: "abort", listener: StopListener): void;
}

/**
 * An AbortController in small, for what an operation may make hundreds of: node's own takes ten times
 * as long, and holds more than the call it is there to stop. It is its own signal, and keeps a list of
 * who listens only where there are several.
 */
export class StopController implements StopSignal {
  #reason: Error | undefined;
  #listeners: StopListener | Set<StopListener> | null = null;

  get signal(): StopSignal {
    return this;
  }

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

  addEventListener(_: "abort", listener: StopListener): void {
    const listeners = this.#listeners;
    if (listeners === null) this.#listeners = listener;
    else if (listeners instanceof Set) listeners.add(listener);
    else if (listeners !== listener) this.#listeners = new Set([listeners, listener]);
  }

  removeEventListener(_: "abort", listener: StopListener): void {
    if (this.#listeners instanceof Set) this.#listeners.delete(listener);
    else if (this.#listeners === listener) this.#listeners = null;
  }

  /** The first reason holds; what listens is told once. */
  abort(reason: Error): void {
    if (this.#reason !== undefined) return;
    this.#reason = reason;
    const listeners = this.#listeners;
    this.#listeners = null;
    if (listeners === null) return;
    for (const listener of listeners instanceof Set ? [...listeners] : [listeners]) {
      if (typeof listener === "function") listener();
      else listener.handleEvent();
    }
  }
}
