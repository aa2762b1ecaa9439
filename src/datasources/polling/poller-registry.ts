import { Repeater, SlidingBuffer } from "@graphql-yoga/subscription";
import { type Ref, ServiceError } from "../../domain/index.ts";
import type { IdMap } from "../ids/id-map.ts";
import type { PollTarget } from "./poll-target.ts";
import { Poller, type PollerOptions, type Subscriber } from "./poller.ts";
import { createWatchedTooLongError, notFound, Snapshot } from "./snapshot.ts";
import { WaitBudget } from "./wait-budget.ts";

export interface PollerRegistryOptions extends PollerOptions {
  /** How long one poll may take, with all its attempts. */
  readonly pollTimeoutMs: number;
  /** How long one subscriber may watch. */
  readonly maxWatchMs: number;
  /** How long the waits of one operation may take together. */
  readonly maxWaitMs: number;
}

/** What is watched of one kind, in one account. */
export class PollerRegistry<Seen extends Ref> {
  readonly #open = new Map<string, Poller<Seen>>();
  #closed = false;

  constructor(
    private readonly watched: PollTarget<Seen>,
    private readonly idMap: IdMap,
    private readonly options: PollerRegistryOptions,
  ) {}

  /** How many objects are watched. */
  get size(): number {
    return this.#open.size;
  }

  /** How many watch them. */
  get subscribers(): number {
    return [...this.#open.values()].reduce((sum, watch) => sum + watch.subscribers, 0);
  }

  /**
   * What an object is now, then each change, until its final state. Whoever takes a long time over
   * one finds the newest next: what came in between is dropped.
   *
   * @param read what the object is now; asked only when nobody watches it yet
   */
  snapshots(id: string, read: () => Promise<Seen | null>): Repeater<Snapshot<Seen>> {
    const { time, maxWatchMs } = this.options;
    return new Repeater<Snapshot<Seen>>(async (push, stop) => {
      const tooLong = () => stop(createWatchedTooLongError(this.watched.kind, id, maxWatchMs));
      const callOff = time.after(maxWatchMs, tooLong);
      const subscriber: Subscriber<Seen> = {
        show: (snapshot) => void push(snapshot),
        end: (error) => stop(error),
      };
      let isOver = false;
      let watch: Poller<Seen> | undefined;
      stop.then(() => {
        isOver = true;
        callOff();
        watch?.leave(subscriber);
      });
      watch = this.#find(id);
      if (!watch) {
        const record = await read();
        if (record === null) return stop(notFound(this.watched.kind, id));
        if (isOver || this.#closed || this.watched.isFinal(record)) {
          subscriber.show(new Snapshot(record));
          return stop();
        }
        watch = this.#of(record);
      }
      watch.join(subscriber);
    }, new SlidingBuffer(1));
  }

  /** An object once it is final, or as it is when the time is up; null when it was deleted meanwhile. */
  async settled(
    known: Seen,
    withinMs: number,
    gone: AbortSignal,
    budget = new WaitBudget(),
  ): Promise<Seen | null> {
    const { time, maxWaitMs } = this.options;
    const leftMs = budget.leftMs(maxWaitMs, time.now());
    if (leftMs === 0) return known;
    budget.begin(time.now());
    try {
      return await this.#settled(known, Math.min(withinMs, leftMs), gone);
    } finally {
      budget.end(time.now());
    }
  }

  async #settled(known: Seen, withinMs: number, gone: AbortSignal): Promise<Seen | null> {
    const snapshots = this.snapshots(this.#key(known), async () => known);
    const leave = () => void snapshots.return();
    const callOff = this.options.time.after(withinMs, leave);
    if (gone.aborted) leave();
    gone.addEventListener("abort", leave, { once: true });
    let latest = known;
    try {
      for await (const { record } of snapshots) latest = record;
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      // Waiting ends with what is known: only that there is nothing any more is news.
      if (error.code === "NOT_FOUND") return null;
    } finally {
      callOff();
      gone.removeEventListener("abort", leave);
    }
    return latest;
  }

  /** Shows whoever watches an object at once what has become of it. */
  look(id: string): void {
    this.#find(id)?.look();
  }

  /** Another replica has looked at an object: whoever watches it here is shown the same. */
  async hear(id: string): Promise<void> {
    try {
      const watch = this.#find(id);
      const record = watch && (await this.watched.seenElsewhere?.(id));
      if (record !== undefined) watch?.hear(record);
    } catch {
      // What cannot be used of it is seen by the next poll.
    }
  }

  /** Ends all watching; whoever comes later is shown what there is, once. */
  close(): void {
    this.#closed = true;
    for (const watch of [...this.#open.values()]) watch.end();
  }

  #of(record: Seen): Poller<Seen> {
    const key = this.#key(record);
    const existing = this.#find(key);
    if (existing) return existing;
    const watch = new Poller(key, record, this.watched, this.options, () => this.#open.delete(key));
    this.#open.set(key, watch);
    return watch;
  }

  // A watch that began before both forms of the id were known is found by either.
  #find(id: string): Poller<Seen> | undefined {
    const forms = this.idMap.forms(this.watched.kind, id);
    const key = forms.find((form) => this.#open.has(form));
    return key === undefined ? undefined : this.#open.get(key);
  }

  #key(record: Ref): string {
    return this.idMap.key(this.watched.kind, record);
  }
}
