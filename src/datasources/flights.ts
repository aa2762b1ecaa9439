interface Flight<Answer> {
  readonly answer: Promise<Answer>;
  readonly abort: AbortController;
  waiting: number;
}

/**
 * Identical reads that are under way at the same time share one call. A flight goes on while anyone
 * waits for it, and is given up when the last one leaves.
 */
export class Flights<Answer> {
  readonly #flights = new Map<string, Flight<Answer>>();

  /** Whether joining now would share a call that is under way. */
  has(key: string): boolean {
    return this.#flights.has(key);
  }

  join(
    key: string,
    signal: AbortSignal,
    start: (signal: AbortSignal) => Promise<Answer>,
  ): Promise<Answer> {
    if (signal.aborted) return Promise.reject(signal.reason);
    return this.#wait(key, this.#flights.get(key) ?? this.#takeOff(key, start), signal);
  }

  /** What is under way was asked before something changed: whoever asks from now on asks anew. */
  forget(key: string): void {
    this.#flights.delete(key);
  }

  /** As `forget`, for everything that is under way. */
  forgetAll(): void {
    this.#flights.clear();
  }

  #takeOff(key: string, start: (signal: AbortSignal) => Promise<Answer>): Flight<Answer> {
    const abort = new AbortController();
    const flight: Flight<Answer> = { answer: start(abort.signal), abort, waiting: 0 };
    this.#flights.set(key, flight);
    const land = () => this.#remove(key, flight);
    flight.answer.then(land, land);
    return flight;
  }

  #wait(key: string, flight: Flight<Answer>, signal: AbortSignal): Promise<Answer> {
    flight.waiting += 1;
    return new Promise((resolve, reject) => {
      const leave = () => {
        reject(signal.reason);
        flight.waiting -= 1;
        if (flight.waiting > 0) return;
        this.#remove(key, flight);
        flight.abort.abort(signal.reason);
      };
      signal.addEventListener("abort", leave, { once: true });
      const stay = () => signal.removeEventListener("abort", leave);
      flight.answer.finally(stay).then(resolve, reject);
    });
  }

  #remove(key: string, flight: Flight<Answer>): void {
    if (this.#flights.get(key) === flight) this.#flights.delete(key);
  }
}
