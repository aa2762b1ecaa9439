import { Redis, type RedisOptions, ReplyError } from "ioredis";
import type { Logger } from "pino";
import { z } from "zod";
import { warnOfEviction } from "./eviction.ts";
import { lateAt, type Script } from "./script.ts";

export interface RedisClientOptions {
  readonly url: string;
  /** How long one command may take before Redis counts as away. */
  readonly timeoutMs: number;
  readonly log: Logger;
}

/** Redis cannot be asked now, and everything goes on without it. */
export class RedisUnavailable extends Error {
  override readonly name = "RedisUnavailable";

  constructor() {
    super("Redis cannot be reached.");
  }
}

const PROBE_EVERY_MS = 500;
/** While Redis answers, only its clock is looked at. */
const CLOCK_EVERY_PROBES = 10;
const MAX_START_MS = 2000;

const time = z.tuple([z.coerce.number().int(), z.coerce.number().int()]);

/**
 * The connection to Redis. A command that is not answered in time makes Redis count as away: from then
 * on nothing waits for it any more, until a probe has been answered.
 */
export class RedisClient {
  readonly #commands: Redis;
  readonly #subscriber: Redis;
  readonly #listeners = new Map<string, (message: string) => void>();
  readonly #waiting = new Set<() => void>();
  /** Redis's clock less this process's own. */
  #clockOffset = Number.NEGATIVE_INFINITY;
  #probes = 0;
  #probe: NodeJS.Timeout | undefined;
  #isUp = false;
  #closed = false;
  #warned: string | null = null;

  constructor(private readonly options: RedisClientOptions) {
    const { url, timeoutMs } = options;
    const settings: RedisOptions = {
      connectTimeout: Math.max(timeoutMs, 1000),
      enableOfflineQueue: false,
      // What was sent on a connection that broke is never sent again on the next one.
      autoResendUnfulfilledCommands: false,
      maxRetriesPerRequest: 0,
      retryStrategy: () => PROBE_EVERY_MS,
      lazyConnect: true,
    };
    this.#commands = new Redis(url, settings);
    this.#subscriber = new Redis(url, settings);
    this.#commands.on("error", (error) => this.#warn(error.message));
    this.#subscriber.on("error", () => {}); // The other connection says the same.
    this.#commands.on("ready", () => {
      this.#look();
      warnOfEviction(this.#commands, options.log);
    });
    this.#commands.on("close", () => this.#lost());
    this.#subscriber.on("ready", () => void this.#subscribe());
    this.#subscriber.on("message", (channel, message) => this.#listeners.get(channel)?.(message));
  }

  get isUp(): boolean {
    return this.#isUp;
  }

  /** Tries to connect; that it cannot is no failure. */
  async open(): Promise<void> {
    const { log } = this.options;
    this.#probe = setInterval(() => this.#tick(), PROBE_EVERY_MS).unref();
    const connected = Promise.allSettled([this.#commands.connect(), this.#subscriber.connect()]);
    await inTime(connected, MAX_START_MS).catch(() => {});
    if (this.#commands.status === "ready") await this.#look();
    if (!this.#isUp && !this.#warned)
      log.warn("Redis has not answered: this server goes on by itself");
  }

  /** @throws RedisUnavailable at once, or Redis's own error, which says nothing of other commands. */
  async read<Answer>(command: (redis: Redis) => Promise<Answer>): Promise<Answer> {
    if (!this.#isUp) throw new RedisUnavailable();
    try {
      return await inTime(command(this.#commands), this.options.timeoutMs);
    } catch (error) {
      if (error instanceof ReplyError) throw error;
      this.#lost();
      throw new RedisUnavailable();
    }
  }

  /** Runs a script, now or never: one that is given up here has no effect later. @throws as `read`. */
  async run(
    script: Script,
    keys: readonly string[],
    args: readonly (string | number)[] = [],
  ): Promise<unknown> {
    const send = () =>
      this.read((redis) =>
        redis.eval(script.source, keys.length, ...keys, this.#lastMoment(), ...args),
      );
    const sentAt = performance.now();
    try {
      return await send();
    } catch (error) {
      const now = lateAt(error);
      if (now === null) throw error;
      // It did nothing, though it came in time: Redis's clock has been set.
      this.#compareClocks(now, sentAt);
      return send();
    }
  }

  /** Resolves once Redis answers; never when this client is closed before. */
  untilUp(): Promise<void> {
    if (this.#isUp) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.add(resolve));
  }

  /** Receives what any replica publishes on a channel, this one included. */
  listen(channel: string, listener: (message: string) => void): void {
    this.#listeners.set(channel, listener);
    if (this.#subscriber.status === "ready") void this.#subscribe();
  }

  close(): void {
    this.#closed = true;
    this.#isUp = false;
    this.#waiting.clear();
    clearInterval(this.#probe);
    this.#commands.disconnect();
    this.#subscriber.disconnect();
  }

  #lastMoment(): number {
    return Math.floor(performance.now() + this.#clockOffset + this.options.timeoutMs);
  }

  // What was published while this connection did not listen is gone, so a failure starts it anew.
  async #subscribe(): Promise<void> {
    if (this.#listeners.size === 0) return;
    try {
      await this.#subscriber.subscribe(...this.#listeners.keys());
    } catch {
      if (!this.#closed) this.#subscriber.disconnect(true);
    }
  }

  // ioredis tries again twice a second; what is wrong is logged once.
  #warn(reason: string): void {
    if (reason === this.#warned) return;
    this.#warned = reason;
    this.options.log.warn({ reason }, "Redis cannot be reached");
  }

  #tick(): void {
    this.#probes += 1;
    if (this.#isUp && this.#probes % CLOCK_EVERY_PROBES !== 0) return;
    if (this.#commands.status === "ready") void this.#look(); // It connects again by itself.
  }

  /** Asks for the time, which tells both whether Redis answers and what its clock says. */
  async #look(): Promise<void> {
    const sentAt = performance.now();
    try {
      const answer = await inTime(this.#commands.time(), this.options.timeoutMs);
      const [seconds, microseconds] = time.parse(answer);
      this.#compareClocks(seconds * 1000 + Math.floor(microseconds / 1000), sentAt);
      this.#found();
    } catch {
      this.#lost();
    }
  }

  // Redis looked at its clock between then and now: what is known of it changes only where it must, since
  // an answer may have waited long for a process that was busy.
  #compareClocks(redisMs: number, sentAt: number): void {
    const atLeast = redisMs - performance.now();
    const atMost = redisMs + 1 - sentAt;
    this.#clockOffset = Math.min(Math.max(this.#clockOffset, atLeast), atMost);
  }

  #found(): void {
    if (this.#isUp || this.#closed) return;
    this.#isUp = true;
    this.#warned = null;
    this.options.log.info("Redis is there");
    for (const resume of this.#waiting) resume();
    this.#waiting.clear();
  }

  #lost(): void {
    if (this.#isUp && !this.#closed) {
      this.options.log.warn("Redis is away: this server goes on by itself");
    }
    this.#isUp = false;
  }
}

// An answer that came while this process was busy itself is in time: it is read before the immediate.
function inTime<Answer>(answer: Promise<Answer>, ms: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new Error(`Redis has not answered in ${ms} ms.`));
    const timer = setTimeout(() => setImmediate(late), ms);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
