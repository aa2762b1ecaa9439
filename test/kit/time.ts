import { vi } from "vitest";
import type { ManualClock } from "../../src/emulator/index.ts";
import type { Time } from "../../src/util/time.ts";

interface Due {
  readonly at: number;
  readonly run: () => void;
}

/** Passes when a test says so, together with the clock that the emulator goes by. */
export class ManualTime implements Time {
  readonly #due = new Set<Due>();

  constructor(private readonly clock: ManualClock) {}

  now(): number {
    return this.clock.now().getTime();
  }

  after(ms: number, run: () => void): () => void {
    const due = { at: this.now() + ms, run };
    this.#due.add(due);
    return () => this.#due.delete(due);
  }

  /** What has been scheduled, by how long it is until then. */
  get scheduled(): number[] {
    return [...this.#due].map(({ at }) => at - this.now()).sort((a, b) => a - b);
  }

  pass(ms: number): void {
    const end = this.now() + ms;
    for (;;) {
      const next = [...this.#due].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#due.delete(next);
      this.clock.advance(Math.max(0, next.at - this.now()));
      next.run();
    }
    this.clock.advance(end - this.now());
  }
}

/** Sets `performance.now()` on by what is passed to the result, until the test ends; timers stay as they are. */
export function shiftMonotonicClock(): (ms: number) => void {
  const now = performance.now.bind(performance);
  let shifted = 0;
  vi.spyOn(performance, "now").mockImplementation(() => now() + shifted);
  return (ms) => {
    shifted += ms;
  };
}
