import { setImmediate as nextTurn } from "node:timers/promises";

/** How much may be completed in one turn of the event loop: some milliseconds of work. */
const TURN_BYTES = 50_000;

interface Waiting {
  readonly bytes: number;
  readonly isGone: () => boolean;
  readonly begin: () => void;
}

/**
 * Shares the event loop between the operations of a process. Of a long list so much is completed in one
 * turn; the rest waits, one operation after the other, and requests are read in between.
 */
export class Turns {
  #left = TURN_BYTES;
  readonly #waiting: Waiting[] = [];
  #isScheduled = false;

  /** How many items of a size may be completed in this turn. */
  take(items: number, bytesEach: number): number {
    const granted = Math.max(0, Math.min(items, Math.floor(this.#left / bytesEach)));
    this.#left -= granted * bytesEach;
    this.#schedule();
    return granted;
  }

  /** How many items of a size make a turn. */
  itemsPerTurn(bytesEach: number): number {
    return Math.max(1, Math.floor(TURN_BYTES / bytesEach));
  }

  /** Resolves when there is a turn for so much; never where its operation has ended by then. */
  next(bytes: number, isGone: () => boolean): Promise<void> {
    return new Promise((begin) => {
      this.#waiting.push({ bytes, isGone, begin });
      this.#schedule();
    });
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    void this.#run();
  }

  async #run(): Promise<void> {
    do {
      await nextTurn();
      this.#left = TURN_BYTES;
      while (this.#left > 0) {
        const next = this.#waiting.shift();
        if (!next) break;
        if (next.isGone()) continue;
        this.#left -= next.bytes;
        next.begin();
      }
    } while (this.#waiting.length > 0);
    this.#isScheduled = false;
  }
}

/** The turns of this process. */
export const TURNS = new Turns();
