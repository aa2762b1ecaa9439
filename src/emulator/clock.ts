/** Where the emulator's objects read the time from: their states follow from it. */
export interface Clock {
  now(): Date;
}

/** Wall time. */
export class RunningClock implements Clock {
  now(): Date {
    return new Date();
  }
}

const MANUAL_CLOCK_START = "2024-06-01T08:00:00Z";

/** Stands still until it is moved, so that tests see minutes pass without waiting. */
export class ManualClock implements Clock {
  #now: number;

  constructor(start: Date = new Date(MANUAL_CLOCK_START)) {
    this.#now = start.getTime();
  }

  now(): Date {
    return new Date(this.#now);
  }

  advance(ms: number): void {
    this.#now += ms;
  }
}

export function after(start: Date, ms: number): Date {
  return new Date(start.getTime() + ms);
}

const BEIJING_OFFSET_MS = 8 * 60 * 60 * 1000;

/** The form of every time in Qianfan's answers: `2024-04-12T10:21:07+08:00`. */
export function beijingTime(instant: Date): string {
  return `${after(instant, BEIJING_OFFSET_MS).toISOString().slice(0, 19)}+08:00`;
}
