import { setImmediate as nextTurn } from "node:timers/promises";

/** How much of an answer may be made in one turn of the event loop: some milliseconds of work. */
export const TURN_BYTES = 200_000;
/** So many small things take about as long. */
const ITEMS_PER_TURN = 500;

interface Waiting {
  readonly bytes: number;
  readonly isGone: () => boolean;
  readonly begin: () => void;
}

/**
 * Shares the event loop between the operations of a process. In one turn so much is done as it has room
 * for; the rest waits, and requests are read in between. What is begun goes on before anything new is
 * begun, one thing in a turn: the objects of an answer take many times the memory of its text.
 */
export class Turns {
  #left = TURN_BYTES;
  readonly #begun: Waiting[] = [];
  readonly #new: (() => void)[] = [];
  #isScheduled = false;

  /** Whether this turn has room for so much, which is taken then. */
  take(bytes: number): boolean {
    if (bytes > this.#left) return false;
    this.#left -= bytes;
    this.#schedule();
    return true;
  }

  /** Resolves when there is a turn for so much; never where its operation has ended by then. */
  next(bytes: number, isGone = () => false): Promise<void> {
    return new Promise((begin) => {
      this.#begun.push({ bytes, isGone, begin });
      this.#schedule();
    });
  }

  /** Resolves when there is a turn to begin something that is large. */
  begin(): Promise<void> {
    return new Promise((begin) => {
      this.#new.push(begin);
      this.#schedule();
    });
  }

  /** Does something with each of thousands of items. */
  async forEach<Item>(items: readonly Item[], run: (item: Item) => void): Promise<void> {
    for (let at = 0; at < items.length; at += ITEMS_PER_TURN) {
      if (at > 0) await this.next(TURN_BYTES);
      for (const item of items.slice(at, at + ITEMS_PER_TURN)) run(item);
    }
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
      this.#goOn();
      if (this.#left > 0) this.#new.shift()?.();
    } while (this.#begun.length + this.#new.length > 0);
    this.#isScheduled = false;
  }

  #goOn(): void {
    while (this.#left > 0) {
      const next = this.#begun.shift();
      if (!next) return;
      if (next.isGone()) continue;
      this.#left -= next.bytes;
      next.begin();
    }
  }
}

/** The turns of this process. */
export const TURNS = new Turns();
