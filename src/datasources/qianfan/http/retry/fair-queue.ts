type Waiter = () => void;

/** Who waits for what, served in turns: one of each owner, then the next of each. */
export class FairQueue {
  readonly #queues = new Map<object, Set<Waiter>>();

  get isEmpty(): boolean {
    return this.#queues.size === 0;
  }

  get size(): number {
    return [...this.#queues.values()].reduce((sum, queue) => sum + queue.size, 0);
  }

  add(owner: object, waiter: Waiter): void {
    const queue = this.#queues.get(owner);
    if (queue) queue.add(waiter);
    else this.#queues.set(owner, new Set([waiter]));
  }

  remove(owner: object, waiter: Waiter): void {
    const queue = this.#queues.get(owner);
    queue?.delete(waiter);
    if (queue?.size === 0) this.#queues.delete(owner);
  }

  /** Whose turn it is, taken out; its owner goes to the end. */
  next(): Waiter | undefined {
    for (const [owner, queue] of this.#queues) {
      for (const waiter of queue) {
        this.#queues.delete(owner);
        queue.delete(waiter);
        if (queue.size > 0) this.#queues.set(owner, queue);
        return waiter;
      }
    }
    return undefined;
  }
}
