import { setTimeout as wait } from "node:timers/promises";
import { subscriber } from "./event-streams.js";

const PATIENCE_MS = 30_000;

/** Many subscribers, who note when each is told what it should be, and count whatever else they are told. */
export class Crowd {
  wrong = 0;
  #round;
  #ended = 0;
  #server;

  /** @param bodies what each subscriber sends */
  constructor(url, bodies) {
    this.bodies = bodies;
    this.#server = subscriber(url, bodies.length);
  }

  open() {
    this.bodies.forEach((body, index) => {
      this.#server.subscribe(body, {
        onData: (data) => this.#take(index, data),
        onEnd: (error) => {
          if (error) this.wrong += 1;
          this.#ended += 1;
        },
      });
    });
  }

  /**
   * Does something of which each is to be told.
   *
   * @param expected the text of the one result that each is to get
   * @returns after how many milliseconds the first of them and the last had it
   */
  async told(expected, act) {
    const began = performance.now();
    const left = new Set(expected.keys());
    const times = [];
    const everyone = new Promise((resolve) => {
      this.#round = { expected, left, times, resolve };
    });
    await act();
    await Promise.race([everyone, wait(PATIENCE_MS)]);
    if (left.size > 0) throw new Error(`${left.size} of ${expected.length} were told nothing`);
    return { firstMs: times[0] - began, lastMs: times.at(-1) - began };
  }

  /** Until the server has completed every subscription. */
  async over() {
    const end = performance.now() + PATIENCE_MS;
    while (this.#ended < this.bodies.length && performance.now() < end) await wait(10);
    this.wrong += this.bodies.length - this.#ended;
    await this.#server.close();
  }

  #take(index, data) {
    const { expected, left, times, resolve } = this.#round;
    if (data === expected[index] && left.delete(index)) times.push(performance.now());
    else this.wrong += 1;
    if (left.size === 0) resolve();
  }
}
