import { Few } from "./few.ts";

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
 * as long, and holds more than the call it is there to stop. It is its own signal.
 */
export class StopController implements StopSignal {
  #reason: Error | undefined;
  readonly #listeners = new Few<StopListener>();

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
    this.#listeners.add(listener);
  }

  removeEventListener(_: "abort", listener: StopListener): void {
    this.#listeners.delete(listener);
  }

  /** The first reason holds; what listens is told once. */
  abort(reason: Error): void {
    if (this.#reason !== undefined) return;
    this.#reason = reason;
    for (const listener of this.#listeners.takeAll()) {
      if (typeof listener === "function") listener();
      else listener.handleEvent();
    }
  }
}
