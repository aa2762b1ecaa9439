import { randomUUID } from "node:crypto";
import { z } from "zod";
import { ServiceError } from "../../domain/errors.ts";
import type { IdKind } from "../../domain/ids.ts";
import type { SharedPolls } from "../polling/poll-target.ts";
import type { DroppedValues } from "./dropped-values.ts";
import { FORGET, RENEW, SEEN, SETTLE, TURN, turn } from "./poll-scripts.ts";
import type { PubSub } from "./pub-sub.ts";
import type { RedisClient } from "./redis-client.ts";
import { storedError } from "./stored-error.ts";
import { StoredFormat } from "./stored-format.ts";

export interface RedisPollsOptions {
  readonly prefix: string;
  /** How long what one replica saw is new enough for the others: less than the time between two polls. */
  readonly freshMs: number;
  readonly dropped: DroppedValues;
}

/** How long a replica may poll without renewing its lease. */
const LEASE_MS = 3000;
/** How often a replica that waits for another's poll looks by itself. */
const LOOK_EVERY_MS = 250;
const MAX_SEEN_BYTES = 2_000_000;
/** Longer than any interval: what is kept for longer was not written by this server. */
const MAX_FRESH_MS = 3_600_000;
const KEYS_PER_FORGET = 250;

/**
 * Polls of all replicas as one: the replica with the lease asks Qianfan, the others see what it saw. A
 * replica that dies loses its lease, and the next one that looks takes it. While Redis is away each
 * polls for itself.
 */
export class RedisPolls implements SharedPolls {
  constructor(
    private readonly redis: RedisClient,
    private readonly pubSub: PubSub,
    private readonly options: RedisPollsOptions,
  ) {}

  async read<Seen>(
    kind: IdKind,
    id: string,
    schema: z.ZodType<Seen>,
    signal: AbortSignal,
    poll: () => Promise<Seen | null>,
  ): Promise<Seen | null> {
    const format = this.#format(kind, schema);
    const keys = this.#keysOf(kind, id);
    for (;;) {
      signal.throwIfAborted();
      const token = randomUUID();
      const taken = await this.#turn(keys, token, format);
      if (taken === null) return poll();
      if (taken.state === "mine") return this.#lead({ kind, id, keys, token, format }, poll);
      if (taken.state === "theirs") await this.#otherPoll(kind, id, signal);
      else if ("record" in taken.seen) return taken.seen.record;
      else throw thrown(taken.seen.error);
    }
  }

  async seen<Seen>(
    kind: IdKind,
    id: string,
    schema: z.ZodType<Seen>,
  ): Promise<Seen | null | undefined> {
    try {
      const [seen] = this.#keysOf(kind, id);
      const text = await this.redis.run(SEEN, [seen], [MAX_SEEN_BYTES, MAX_FRESH_MS]);
      const result = typeof text === "string" ? this.#format(kind, schema).read(text) : undefined;
      return result && "record" in result ? result.record : undefined;
    } catch {
      return undefined;
    }
  }

  onPolled(listener: (kind: IdKind, id: string) => void): void {
    this.pubSub.on("polled", ({ kind, id }) => listener(kind, id));
  }

  /** What is seen from now on is seen anew: something was done to the objects. */
  async forget(kind: IdKind, ids: readonly string[]): Promise<void> {
    const keys = ids.flatMap((id) => this.#keysOf(kind, id));
    for (let at = 0; at < keys.length; at += KEYS_PER_FORGET) {
      await this.redis.run(FORGET, keys.slice(at, at + KEYS_PER_FORGET)).catch(() => {});
    }
  }

  #keysOf(kind: string, id: string): [string, string] {
    const name = [this.options.prefix, "poll", kind, id].join(":");
    return [`${name}:seen`, `${name}:lease`];
  }

  #format<Seen>(kind: IdKind, schema: z.ZodType<Seen>): StoredFormat<Result<Seen>> {
    const result = z.union([
      z.object({ record: schema.nullable() }),
      z.object({ error: storedError }),
    ]);
    return new StoredFormat<Result<Seen>>(result, this.options.dropped, {
      what: `poll of ${kind}`,
      maxBytes: MAX_SEEN_BYTES,
    });
  }

  /** Whose turn it is to ask Qianfan; null while Redis cannot say. */
  async #turn<Seen>(
    keys: readonly string[],
    token: string,
    format: StoredFormat<Result<Seen>>,
  ): Promise<Turn<Seen> | null> {
    try {
      const args = [token, LEASE_MS, MAX_SEEN_BYTES, MAX_FRESH_MS];
      const [state, text, dropped] = turn.parse(await this.redis.run(TURN, keys, args));
      if (dropped > 0) this.options.dropped.add("lease", "of another type, too large or endless");
      if (state !== "seen") return { state };
      const seen = format.read(text);
      // Another build may have written it: here it is worth a poll, and stays for the others.
      return seen ? { state, seen } : null;
    } catch {
      return null;
    }
  }

  async #lead<Seen>(
    { kind, id, keys, token, format }: Lead<Seen>,
    poll: () => Promise<Seen | null>,
  ): Promise<Seen | null> {
    const renew = setInterval(
      () => this.redis.run(RENEW, keys, [token, LEASE_MS]).catch(() => {}),
      LEASE_MS / 3,
    );
    let seen: string | null = null;
    try {
      const record = await poll();
      seen = format.write({ record: record });
      return record;
    } catch (error) {
      // One replica's trouble with Qianfan is everyone's, and no reason for each to try for itself.
      if (error instanceof ServiceError) seen = format.write({ error: plain(error) });
      throw error;
    } finally {
      clearInterval(renew);
      await this.redis.run(SETTLE, keys, [token, seen ?? "", this.options.freshMs]).catch(() => {});
      this.pubSub.publish({ what: "polled", kind, id });
    }
  }

  #otherPoll(kind: string, id: string, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        stopListening();
        clearTimeout(timer);
        signal.removeEventListener("abort", done);
        resolve();
      };
      const timer = setTimeout(done, LOOK_EVERY_MS);
      const stopListening = this.pubSub.on("polled", (polled) => {
        if (polled.kind === kind && polled.id === id) done();
      });
      signal.addEventListener("abort", done, { once: true });
    });
  }
}

/** What a poll came to, as it is passed on. */
type Result<Seen> =
  | { readonly record: Seen | null }
  | { readonly error: z.output<typeof storedError> };

/**
 * Whose turn it is to ask Qianfan.
 * - `seen`: nobody's, since it was just done.
 * - `mine`: this replica's, which has the lease now.
 * - `theirs`: another's, which has it.
 */
type Turn<Seen> =
  | { readonly state: "seen"; readonly seen: Result<Seen> }
  | { readonly state: "mine" }
  | { readonly state: "theirs" };

interface Lead<Seen> {
  readonly kind: IdKind;
  readonly id: string;
  readonly keys: readonly string[];
  readonly token: string;
  readonly format: StoredFormat<Result<Seen>>;
}

function thrown({ code, details, options }: z.output<typeof storedError>): ServiceError {
  return new ServiceError(code, details, options);
}

function plain({ code, details, options }: ServiceError): z.input<typeof storedError> {
  const { qianfan, retryable, extensions } = options;
  return { code, details, options: { qianfan, retryable, extensions } };
}
