import { randomUUID } from "node:crypto";
import { parse, stringify } from "devalue";
import type { Redis } from "ioredis";
import type { SharedPolls } from "../datasources/watching/watched.ts";
import { ServiceError } from "../errors.ts";
import { type IdKind, isIdKind } from "../ids.ts";
import type { Link } from "./link.ts";
import type { News } from "./news.ts";

export interface RedisPollsOptions {
  readonly prefix: string;
  /** How long what one replica saw is new enough for the others: less than the time between two polls. */
  readonly freshMs: number;
}

/** Who polls has the lease for so long, and renews it while Qianfan takes its time. */
const LEASE_MS = 3000;
/** Who waits for another's poll looks again after so long, even if nobody tells anything. */
const LOOK_EVERY_MS = 250;
const LONGEST_WATCH_SECONDS = 7 * 86_400;

/** What a poll came to, as it is passed on. */
type Result<Seen> =
  | { readonly record: Seen | null }
  | { readonly error: Pick<ServiceError, "code" | "details" | "options"> };

/**
 * Polls of all replicas as one: who has the lease asks Qianfan, the others see what it saw. A replica
 * that dies loses its lease, and the next one whose turn to look it is takes it. While Redis is away
 * each polls for itself.
 */
export class RedisPolls implements SharedPolls {
  constructor(
    private readonly link: Link,
    private readonly news: News,
    private readonly options: RedisPollsOptions,
  ) {}

  async read<Seen>(
    kind: IdKind,
    id: string,
    signal: AbortSignal,
    poll: () => Promise<Seen | null>,
  ): Promise<Seen | null> {
    for (;;) {
      signal.throwIfAborted();
      const turn = await this.#turn<Seen>(kind, id).catch(() => null);
      if (turn === null) return poll();
      if (turn.state === "seen") return told(turn.result);
      if (turn.state === "mine") return this.#lead(kind, id, turn.name, turn.token, poll);
      await this.#otherPoll(kind, id, signal);
    }
  }

  async seen<Seen>(kind: IdKind, id: string): Promise<Seen | null | undefined> {
    const text = await this.link
      .ask(async (redis) => redis.get(`${await this.#epochOf(redis, kind, id)}:seen`))
      .catch(() => null);
    const result: Result<Seen> | null = text === null ? null : parse(text);
    return result && "record" in result ? result.record : undefined;
  }

  onPolled(listener: (kind: IdKind, id: string) => void): void {
    this.news.on("polled", ({ kind, id }) => {
      if (isIdKind(kind)) listener(kind, id);
    });
  }

  /** What is seen from now on is seen anew: something was done to the object. */
  async forget(kind: string, id: string): Promise<void> {
    const epoch = this.#nameOf(kind, id, "epoch");
    await this.link
      .ask((redis) => Promise.all([redis.incr(epoch), redis.expire(epoch, LONGEST_WATCH_SECONDS)]))
      .catch(() => {});
  }

  #nameOf(...parts: readonly string[]): string {
    return [this.options.prefix, "poll", ...parts].join(":");
  }

  async #epochOf(redis: Redis, kind: string, id: string): Promise<string> {
    return this.#nameOf(kind, id, (await redis.get(this.#nameOf(kind, id, "epoch"))) ?? "0");
  }

  async #turn<Seen>(kind: string, id: string): Promise<Turn<Seen>> {
    return this.link.ask(async (redis) => {
      const name = await this.#epochOf(redis, kind, id);
      const seen = await redis.get(`${name}:seen`);
      if (seen !== null) return { state: "seen", result: parse(seen) };
      const token = randomUUID();
      const leased = await redis.set(`${name}:lease`, token, "PX", LEASE_MS, "NX");
      return leased === null ? { state: "theirs" } : { state: "mine", name, token };
    });
  }

  async #lead<Seen>(
    kind: string,
    id: string,
    name: string,
    token: string,
    poll: () => Promise<Seen | null>,
  ): Promise<Seen | null> {
    const lease = `${name}:lease`;
    const renew = setInterval(
      () => this.link.ask((redis) => redis.eval(RENEW, 1, lease, token, LEASE_MS)).catch(() => {}),
      LEASE_MS / 3,
    );
    try {
      const record = await poll();
      await this.#pass(name, { record });
      return record;
    } catch (error) {
      // One replica's trouble with Qianfan is everyone's, and no reason for each to try for itself.
      if (error instanceof ServiceError) await this.#pass<Seen>(name, { error: plain(error) });
      throw error;
    } finally {
      clearInterval(renew);
      this.link.ask((redis) => redis.eval(RELEASE, 1, lease, token)).catch(() => {});
      this.news.tell({ what: "polled", kind, id });
    }
  }

  async #pass<Seen>(name: string, result: Result<Seen>): Promise<void> {
    const { freshMs } = this.options;
    const text = stringify(result);
    await this.link.ask((redis) => redis.set(`${name}:seen`, text, "PX", freshMs)).catch(() => {});
  }

  #otherPoll(kind: string, id: string, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        deaf();
        clearTimeout(timer);
        signal.removeEventListener("abort", done);
        resolve();
      };
      const timer = setTimeout(done, LOOK_EVERY_MS);
      const deaf = this.news.on("polled", (polled) => {
        if (polled.kind === kind && polled.id === id) done();
      });
      signal.addEventListener("abort", done, { once: true });
    });
  }
}

/** Whose turn it is to ask Qianfan: nobody's, since it was just done; ours; another's. */
type Turn<Seen> =
  | { readonly state: "seen"; readonly result: Result<Seen> }
  | { readonly state: "mine"; readonly name: string; readonly token: string }
  | { readonly state: "theirs" };

// Only while the lease is still one's own.
const RENEW =
  "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('pexpire', KEYS[1], ARGV[2]) end return 0";
const RELEASE =
  "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0";

function told<Seen>(result: Result<Seen>): Seen | null {
  if ("record" in result) return result.record;
  const { code, details, options } = result.error;
  throw new ServiceError(code, details, options);
}

function plain({ code, details, options }: ServiceError) {
  const { qianfan, retryable, extensions } = options;
  return { code, details, options: { qianfan, retryable, extensions } };
}
