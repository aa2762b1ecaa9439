import { setTimeout as sleep } from "node:timers/promises";

/** A Redis that can stop answering and go on later, with its connections and all that waits in them. */
export interface Freezable {
  freeze(): void;
  thaw(): void;
}

/** Freezes and thaws Redis at random until it is over; then Redis answers. */
export async function flap(redis: Freezable, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    await sleep(100 + Math.random() * 700);
    redis.freeze();
    await sleep(50 + Math.random() * 950);
    redis.thaw();
  }
}
