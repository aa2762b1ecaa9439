/**
 * How long the waits of one operation may take together. Waits at the same time count once: it is the
 * time for which the answer is held.
 */
export class WaitBudget {
  #waiting = 0;
  #since = 0;
  #spentMs = 0;

  /** How much of `maxMs` is left at a moment. */
  leftMs(maxMs: number, now: number): number {
    const current = this.#waiting > 0 ? now - this.#since : 0;
    return Math.max(0, maxMs - this.#spentMs - current);
  }

  begin(now: number): void {
    if (this.#waiting === 0) this.#since = now;
    this.#waiting += 1;
  }

  end(now: number): void {
    this.#waiting -= 1;
    if (this.#waiting === 0) this.#spentMs += Math.max(0, now - this.#since);
  }
}
