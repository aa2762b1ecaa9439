const SECOND_MS = 1000;

/** No more than so many steps within any one second, wherever it begins. */
export class Pace {
  /** When each of the last steps was, the oldest at `#next`. */
  readonly #steps: number[];
  #next = 0;

  constructor(stepsPerSecond: number) {
    this.#steps = new Array(stepsPerSecond).fill(Number.NEGATIVE_INFINITY);
  }

  /** How long until the next step may be taken. */
  waitMs(): number {
    const oldest = this.#steps[this.#next];
    if (oldest === undefined) return 0;
    return Math.max(Math.ceil(oldest + SECOND_MS - performance.now()), 0);
  }

  step(): void {
    if (this.#steps.length === 0) return;
    this.#steps[this.#next] = performance.now();
    this.#next = (this.#next + 1) % this.#steps.length;
  }
}
