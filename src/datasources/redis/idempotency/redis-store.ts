import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import type { IdempotencyStore, Outcome, Standing } from "../../idempotency/store.ts";
import type { DroppedValues } from "../dropped-values.ts";
import { hashed } from "../keys.ts";
import type { RedisClient } from "../redis-client.ts";
import { RedisClaim } from "./claim.ts";
import { ABANDONED, LOST, REDIS_UNAVAILABLE, UNREADABLE, unavailable } from "./outcomes.ts";
import { ABANDON, CLAIM, type Entry, entry, READ } from "./scripts.ts";

export interface RedisIdempotencyOptions {
  readonly prefix: string;
  /** How long an outcome is remembered. */
  readonly maxAgeMs: number;
  readonly dropped: DroppedValues;
  readonly log: Logger;
  /** How long a claim's owner may show nothing while Redis answers before it counts as gone. */
  readonly abandonedMs?: number;
}

const LOOK_EVERY_MS = 100;
const ABANDONED_MS = 6000;
/** Longer than a write can take with all its attempts: its owner may merely have lost Redis. */
const KEEP_ABANDONED_MS = 86_400_000;

/** The keys of all replicas. Without Redis there is no promise to be made, and so no claim. */
export class RedisIdempotencyStore implements IdempotencyStore {
  readonly #owner = randomUUID();
  #generation = 0;
  /** Claims of this process that run, or whose outcome Redis does not know yet. */
  readonly #own = new Map<string, RedisClaim>();

  constructor(
    private readonly redis: RedisClient,
    private readonly options: RedisIdempotencyOptions,
  ) {}

  async claim(key: string, fingerprint: string): Promise<Standing> {
    const { prefix } = this.options;
    const name = `${prefix}:once:${hashed(prefix, key)}`;
    const own = this.#own.get(name);
    // What this process knows of its own write holds whatever Redis has forgotten.
    if (own) return { state: "taken", fingerprint: own.fingerprint, outcome: () => own.outcome };
    const claim = this.#prepare(name, fingerprint);
    const found = await this.#claim(name, claim);
    if (found === null) {
      this.#own.set(name, claim);
      claim.begin();
      return { state: "claimed", claim };
    }
    return this.#taken(name, this.#entryOf(found), fingerprint);
  }

  #prepare(name: string, fingerprint: string): RedisClaim {
    const { redis, options } = this;
    this.#generation += 1;
    const claim: RedisClaim = new RedisClaim({
      redis,
      name,
      claim: `${this.#owner}:${this.#generation}`,
      fingerprint,
      maxAgeMs: options.maxAgeMs,
      log: options.log,
      onOver: () => {
        if (this.#own.get(name) === claim) this.#own.delete(name);
      },
    });
    return claim;
  }

  async #claim(name: string, claim: RedisClaim): Promise<unknown> {
    try {
      return await this.redis.run(CLAIM, [name], [claim.id, claim.fingerprint]);
    } catch (error) {
      // Redis may have done it, and its answer was lost.
      void claim.release();
      throw unavailable(error);
    }
  }

  #taken(name: string, found: Entry | null, fingerprint: string): Standing {
    if (!found) return { state: "taken", fingerprint, outcome: async () => UNREADABLE };
    return {
      state: "taken",
      fingerprint: found.fingerprint,
      outcome: () => this.#outcome(name, found),
    };
  }

  /** Follows one claim to its end; null when the key is another claim's by then. */
  async #outcome(name: string, first: Entry): Promise<Outcome | null> {
    const { abandonedMs = ABANDONED_MS } = this.options;
    let [seen, since] = [first, performance.now()];
    for (;;) {
      if (seen.state === "settled") return seen.outcome;
      if (seen.state === "abandoned") return ABANDONED;
      if (seen.state === "free") return null;
      if (performance.now() - since >= abandonedMs) await this.#abandon(name, seen);
      await sleep(LOOK_EVERY_MS);
      const found = await this.redis.run(READ, [name]).catch(() => undefined);
      if (found === undefined) return REDIS_UNAVAILABLE;
      if (found === null) return LOST;
      const now = this.#entryOf(found);
      if (!now) return UNREADABLE;
      if (now.claim !== first.claim) return null;
      if (now.beat !== seen.beat) since = performance.now();
      seen = now;
    }
  }

  /** Its owner showed nothing for long: the next look finds it abandoned, unless it shows itself now. */
  async #abandon(name: string, { claim, beat }: Entry): Promise<void> {
    const ageMs = Math.max(this.options.maxAgeMs, KEEP_ABANDONED_MS);
    await this.redis.run(ABANDON, [name], [claim, beat, ageMs]).catch(() => {});
  }

  /** Null for what cannot be read. It stays: another build of this server may know what it means. */
  #entryOf(found: unknown): Entry | null {
    const result = entry.safeParse(found);
    if (result.success) return result.data;
    const [issue] = result.error.issues;
    this.options.dropped.add("idempotency key", issue?.message ?? "");
    return null;
  }
}
