import { ServiceError } from "../domain/index.ts";
import type { Deadline } from "../util/deadline.ts";
import { WaitBudget } from "./polling/wait-budget.ts";

/**
 * How an answer was come by.
 * - `sent`: a call of this operation's own.
 * - `shared`: another operation's identical call, already under way.
 * - `cached`: no call; it is about something final.
 */
export type Provenance = "sent" | "shared" | "cached";

/** One read of one operation, for the developer who wonders where the time went. */
export interface UpstreamRead {
  readonly operation: string;
  readonly key: string;
  readonly how: Provenance;
  readonly milliseconds: number;
}

/** One write of one operation: always a call of its own. */
export interface UpstreamWrite {
  readonly operation: string;
  readonly how: "sent";
  readonly milliseconds: number;
}

/** What one GraphQL operation may spend upstream, and what it has spent. */
export class UpstreamBudget {
  readonly reads: UpstreamRead[] = [];
  /** Reads and writes, in the order in which they ended. */
  readonly upstream: (UpstreamRead | UpstreamWrite)[] = [];
  /** What its `waitUpTo`s have waited. */
  readonly waits = new WaitBudget();
  #calls = 0;

  constructor(
    readonly deadline: Deadline,
    /** Whether answers about final things may come from the cache. */
    readonly useResultCache: boolean,
    readonly maxCalls: number,
  ) {}

  /** Calls sent for this operation alone. */
  get calls(): number {
    return this.#calls;
  }

  /** @throws ServiceError `UPSTREAM_BUDGET_EXCEEDED` when one more call would be too many. */
  takeCall(operation: string): void {
    if (this.#calls >= this.maxCalls) {
      const limit = this.maxCalls;
      throw new ServiceError(
        "UPSTREAM_BUDGET_EXCEEDED",
        { operation, limit: String(limit) },
        { extensions: { setting: "UPSTREAM_MAX_CALLS", limit, found: limit + 1 } },
      );
    }
    this.#calls += 1;
  }

  /** Takes note of what another operation read, whose answer is this one's too. */
  shareIn(other: UpstreamBudget): void {
    for (const read of other.reads) {
      this.#note(read.how === "sent" ? { ...read, how: "shared" } : read);
    }
  }

  cached(operation: string, key: string): void {
    this.#note({ operation, key, how: "cached", milliseconds: 0 });
  }

  /** Takes note of a read that began at `started`, by `performance.now()`, and has ended. */
  read(operation: string, key: string, how: Provenance, started: number): void {
    this.#note({ operation, key, how, milliseconds: millisecondsSince(started) });
  }

  /** Takes note of a write that began at `started`, by `performance.now()`, and has ended. */
  wrote(operation: string, started: number): void {
    this.upstream.push({ operation, how: "sent", milliseconds: millisecondsSince(started) });
  }

  #note(read: UpstreamRead): void {
    this.reads.push(read);
    this.upstream.push(read);
  }
}

function millisecondsSince(started: number): number {
  return Math.round((performance.now() - started) * 10) / 10;
}
