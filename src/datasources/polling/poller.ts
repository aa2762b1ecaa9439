import { type Ref, ServiceError } from "../../domain/index.ts";
import { ClientDisconnected } from "../../util/deadline.ts";
import type { Time } from "../../util/time.ts";
import { intervalAfter, intervalAfterFailures, type Pace } from "./poll-interval.ts";
import type { PollTarget } from "./poll-target.ts";
import { notFound, Snapshot } from "./snapshot.ts";

export interface PollerOptions extends Pace {
  /** How long Qianfan may leave polls classifyTransportError before watching ends. */
  readonly maxSilenceMs: number;
  readonly time: Time;
}

/** Someone who watches: is shown each change, and told when there will be no more. */
export interface Subscriber<Seen> {
  show(snapshot: Snapshot<Seen>): void;
  end(error?: unknown): void;
}

/**
 * One object that is watched, by one poller however many watch it. It begins with its first
 * subscriber, and is over with the last one, or at the object's final state.
 */
export class Poller<Seen extends Ref> {
  /** Each subscriber, and what it was shown last. */
  readonly #subscribers = new Map<Subscriber<Seen>, string | null>();
  readonly #over = new AbortController();
  #seen: Snapshot<Seen>;
  #answeredAt: number;
  #changedAt: number;
  #failures = 0;
  #reading = false;
  #lookAgain = false;
  #callOff = () => {};

  constructor(
    private readonly id: string,
    known: Seen,
    private readonly watched: PollTarget<Seen>,
    private readonly options: PollerOptions,
    private readonly onOver: () => void,
  ) {
    this.#seen = new Snapshot(known);
    this.#answeredAt = options.time.now();
    this.#changedAt = this.#answeredAt;
    this.#scheduleNext();
  }

  get subscribers(): number {
    return this.#subscribers.size;
  }

  join(subscriber: Subscriber<Seen>): void {
    this.#subscribers.set(subscriber, null);
    const age = this.options.time.now() - this.#answeredAt;
    if (age < this.options.minIntervalMs) this.#showAll();
    else if (!this.#reading) void this.#poll();
  }

  leave(subscriber: Subscriber<Seen>): void {
    if (this.#subscribers.delete(subscriber) && this.#subscribers.size === 0) this.#finish();
  }

  /** Reads at once: something was done to the object. */
  look(): void {
    if (this.#reading) this.#lookAgain = true;
    else void this.#poll();
  }

  /** What another replica has just seen: as good as a look of one's own. */
  hear(record: Seen | null): void {
    if (this.#reading || this.#over.signal.aborted) return;
    this.#callOff();
    this.#answered(record);
    if (!this.#over.signal.aborted) this.#scheduleNext();
  }

  end(error?: unknown): void {
    const subscribers = [...this.#subscribers.keys()];
    this.#subscribers.clear();
    this.#finish();
    for (const subscriber of subscribers) subscriber.end(error);
  }

  #finish(): void {
    if (this.#over.signal.aborted) return;
    this.#callOff();
    this.#over.abort(new ClientDisconnected());
    this.onOver();
  }

  #scheduleNext(): void {
    const { time } = this.options;
    const interval =
      this.#failures > 0
        ? intervalAfterFailures(this.#failures, this.options)
        : intervalAfter(time.now() - this.#changedAt, this.options);
    this.#callOff = time.after(interval, () => void this.#poll());
  }

  async #poll(): Promise<void> {
    this.#callOff();
    this.#reading = true;
    this.#lookAgain = false;
    const { signal } = this.#over;
    try {
      const record = await this.watched.read(this.id, signal);
      if (!signal.aborted) this.#answered(record);
    } catch (error) {
      if (!signal.aborted) this.#failed(error);
    }
    this.#reading = false;
    if (signal.aborted) return;
    if (this.#lookAgain) void this.#poll();
    else this.#scheduleNext();
  }

  #answered(record: Seen | null): void {
    if (record === null) this.end(notFound(this.watched.kind, this.id));
    else this.#saw(record);
  }

  #saw(record: Seen): void {
    const { aspects, isFinal } = this.watched;
    this.#answeredAt = this.options.time.now();
    this.#failures = 0;
    if (JSON.stringify(aspects(record)) !== JSON.stringify(aspects(this.#seen.record))) {
      this.#changedAt = this.#answeredAt;
    }
    this.#seen = new Snapshot(record);
    this.#showAll();
    if (isFinal(record)) this.end();
  }

  #failed(error: unknown): void {
    const silenceMs = this.options.time.now() - this.#answeredAt;
    if (!(error instanceof ServiceError) || silenceMs >= this.options.maxSilenceMs) {
      this.end(error);
      return;
    }
    const trouble = this.#seen.trouble ?? { error, since: new Date(this.#answeredAt) };
    this.#failures += 1;
    this.#seen = new Snapshot(this.#seen.record, trouble);
    this.#showAll();
  }

  /** To everyone who has not been shown just this. */
  #showAll(): void {
    const { record, trouble } = this.#seen;
    const shape = JSON.stringify([this.watched.aspects(record), trouble !== null]);
    for (const [subscriber, shown] of this.#subscribers) {
      if (shown === shape) continue;
      this.#subscribers.set(subscriber, shape);
      subscriber.show(this.#seen);
    }
  }
}
