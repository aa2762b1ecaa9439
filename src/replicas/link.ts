import { Redis, type RedisOptions } from "ioredis";
import type { Logger } from "pino";

type Command = (redis: Redis) => Promise<unknown>;

export interface LinkOptions {
  readonly url: string;
  /** How long one command may take before Redis counts as away. */
  readonly timeoutMs: number;
  readonly log: Logger;
}

/** Redis cannot be asked now, and everything goes on without it. */
export class RedisAway extends Error {
  override readonly name = "RedisAway";

  constructor() {
    super("Redis cannot be reached.");
  }
}

const PROBE_EVERY_MS = 500;
const LONGEST_START_MS = 2000;

/**
 * The way to Redis. A command that is not answered in time makes it count as away: from then on nobody
 * waits for it any more, until a probe has been answered.
 */
export class Link {
  readonly #commands: Redis;
  readonly #news: Redis;
  readonly #listeners = new Map<string, ((message: string) => void)[]>();
  #postponed: Command[] = [];
  #isUp = false;
  #told: string | null = null;
  #probe: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(private readonly options: LinkOptions) {
    const { url, timeoutMs } = options;
    const settings: RedisOptions = {
      connectTimeout: Math.max(timeoutMs, 1000),
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      retryStrategy: () => PROBE_EVERY_MS,
      lazyConnect: true,
    };
    this.#commands = new Redis(url, settings);
    this.#news = new Redis(url, settings);
    this.#commands.on("error", (error) => this.#warn(error));
    this.#news.on("error", () => {}); // The other connection tells the same.
    this.#commands.on("ready", () => this.#found());
    this.#commands.on("close", () => this.#lost());
    this.#news.on("ready", () => void this.#listen());
    this.#news.on("message", (channel, message) => {
      for (const listener of this.#listeners.get(channel) ?? []) listener(message);
    });
  }

  get isUp(): boolean {
    return this.#isUp;
  }

  /** Tries to be connected; that it cannot is no failure. */
  async open(): Promise<void> {
    const connected = Promise.allSettled([this.#commands.connect(), this.#news.connect()]);
    await inTime(connected, LONGEST_START_MS).catch(() => {});
  }

  /** @throws RedisAway at once, or whatever Redis says. */
  async ask<Answer>(command: (redis: Redis) => Promise<Answer>): Promise<Answer> {
    if (!this.#isUp) throw new RedisAway();
    try {
      return await inTime(command(this.#commands), this.options.timeoutMs);
    } catch (error) {
      if (error instanceof Error && error.name === "ReplyError") throw error;
      this.#lost();
      throw new RedisAway();
    }
  }

  /** Puts a command off until Redis is there; one that fails then is given up. */
  later(command: Command): void {
    if (this.#isUp) this.ask(command).catch(() => {});
    else this.#postponed.push(command);
  }

  /** Hears what any replica tells on a channel, this one included. */
  hear(channel: string, listener: (message: string) => void): void {
    this.#listeners.set(channel, [...(this.#listeners.get(channel) ?? []), listener]);
    if (this.#news.status === "ready") void this.#listen();
  }

  close(): void {
    this.#closed = true;
    clearInterval(this.#probe);
    this.#commands.disconnect();
    this.#news.disconnect();
  }

  // What was told while nobody listened is gone, so a failure to subscribe starts the connection anew.
  async #listen(): Promise<void> {
    if (this.#listeners.size === 0) return;
    try {
      await this.#news.subscribe(...this.#listeners.keys());
    } catch {
      if (!this.#closed) this.#news.disconnect(true);
    }
  }

  // ioredis tries again twice a second; what is wrong is told once.
  #warn({ message }: Error): void {
    if (message === this.#told) return;
    this.#told = message;
    this.options.log.warn({ reason: message }, "Redis cannot be reached");
  }

  #found(): void {
    clearInterval(this.#probe);
    this.#probe = undefined;
    if (this.#isUp) return;
    this.#isUp = true;
    this.#told = null;
    this.options.log.info("Redis is there");
    for (const command of this.#postponed.splice(0)) this.later(command);
  }

  #lost(): void {
    if (this.#isUp) this.options.log.warn("Redis is away: this server goes on by itself");
    this.#isUp = false;
    if (this.#closed || this.#probe) return;
    this.#probe = setInterval(() => {
      if (this.#commands.status !== "ready") return; // It connects again by itself.
      inTime(this.#commands.ping(), this.options.timeoutMs).then(
        () => this.#found(),
        () => {},
      );
    }, PROBE_EVERY_MS);
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
