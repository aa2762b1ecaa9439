import type { Deadline } from "../deadline.ts";
import { StopController, type StopSignal } from "../stop-signal.ts";

/** One call that several operations may wait for, each until its own deadline. */
export class Flight<Answer> {
  /** Until when the most patient of them waits, by `performance.now()`. */
  until = 0;
  /** How often the call has been tried so far. */
  attempts = 0;
  #waiting = 0;
  readonly #abort = new StopController();
  readonly #answer: Promise<Answer>;

  constructor(start: (flight: Flight<Answer>) => Promise<Answer>) {
    this.#answer = start(this);
  }

  /** Fires when the last one has left. */
  get signal(): StopSignal {
    return this.#abort.signal;
  }

  /** Calls back when it is over, or given up. */
  onEnd(callback: () => void): void {
    this.#answer.then(callback, callback);
    this.signal.addEventListener("abort", callback, { once: true });
  }

  /** Its answer, or the signal's reason. */
  wait({ signal, at }: Pick<Deadline, "signal" | "at">): Promise<Answer> {
    this.until = Math.max(this.until, at);
    this.#waiting += 1;
    return new Promise((resolve, reject) => {
      const leave = () => {
        reject(signal.reason);
        this.#waiting -= 1;
        if (this.#waiting === 0) this.#abort.abort(signal.reason);
      };
      signal.addEventListener("abort", leave, { once: true });
      const stay = () => signal.removeEventListener("abort", leave);
      this.#answer.then(
        (answer) => {
          stay();
          resolve(answer);
        },
        (error: unknown) => {
          stay();
          reject(error);
        },
      );
    });
  }
}

/**
 * Identical reads that are under way at the same time share one call. A flight goes on while anyone
 * waits for it, and is given up when the last one leaves.
 */
export class Flights<Answer> {
  readonly #flights = new Map<string, Flight<Answer>>();

  get size(): number {
    return this.#flights.size;
  }

  /** Whether boarding now would share a call that is under way. */
  has(key: string): boolean {
    return this.#flights.has(key);
  }

  board(key: string, start: (flight: Flight<Answer>) => Promise<Answer>): Flight<Answer> {
    const underWay = this.#flights.get(key);
    if (underWay) return underWay;
    const flight = new Flight(start);
    this.#flights.set(key, flight);
    flight.onEnd(() => this.#remove(key, flight));
    return flight;
  }

  /** What is under way was asked before something changed: whoever asks from now on asks anew. */
  forget(key: string): void {
    this.#flights.delete(key);
  }

  /** As `forget`, for everything that is under way. */
  forgetAll(): void {
    this.#flights.clear();
  }

  #remove(key: string, flight: Flight<Answer>): void {
    if (this.#flights.get(key) === flight) this.#flights.delete(key);
  }
}
