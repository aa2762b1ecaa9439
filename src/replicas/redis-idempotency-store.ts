import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { IdempotencyStore, Outcome, Standing } from "../datasources/idempotency/store.ts";
import { ServiceError } from "../errors.ts";
import { hashed } from "./keys.ts";
import type { Link } from "./link.ts";

export interface RedisIdempotencyOptions {
  readonly prefix: string;
  readonly maxAgeMs: number;
}

const localized = z.object({ en: z.string(), zh: z.string() });
const outcome = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("done"), value: z.unknown() }),
  z.object({
    kind: z.literal("unknown"),
    details: z.record(z.string(), z.union([z.string(), localized])),
    qianfan: z
      .object({
        operation: z.string(),
        errorCode: z.string().nullable(),
        message: z.string().nullable(),
        requestId: z.string().nullable(),
        httpStatus: z.number().nullable(),
        attempts: z.number(),
      })
      .optional(),
  }),
]);
const entry = z.object({
  /** Tells this claim from any other. */
  claim: z.string(),
  fingerprint: z.string(),
  /** Null while it runs. */
  outcome: outcome.nullable(),
});

/** A write that runs shows so often that it does, and counts as abandoned when it has not for longer. */
const BEAT_MS = 2000;
const ABANDONED_MS = 6000;
const LOOK_EVERY_MS = 100;

interface Running {
  readonly claim: string;
  readonly fingerprint: string;
  readonly beat: NodeJS.Timeout;
}

/** The keys of all replicas. Without Redis there is no promise to be made, and so no claim. */
export class RedisIdempotencyStore implements IdempotencyStore {
  readonly #running = new Map<string, Running>();

  constructor(
    private readonly link: Link,
    private readonly options: RedisIdempotencyOptions,
  ) {}

  async claim(key: string, fingerprint: string): Promise<Standing> {
    const name = this.#nameOf(key);
    const claim = randomUUID();
    const mine = JSON.stringify({ claim, fingerprint, outcome: null });
    let taken: string | null;
    try {
      await this.#beat(name, claim); // First, since a claim without one counts as abandoned.
      taken = await this.link.ask((redis) =>
        redis.set(name, mine, "PX", this.options.maxAgeMs, "NX", "GET"),
      );
    } catch (error) {
      // It may have arrived all the same, though nothing will come of it.
      this.link.later((redis) => redis.eval(DELETE_IF, 1, name, mine));
      throw unavailable(error);
    }
    if (taken !== null) return this.#taken(name, taken);
    const beat = setInterval(() => this.#beat(name, claim).catch(() => {}), BEAT_MS).unref();
    this.#running.set(name, { claim, fingerprint, beat });
    return { state: "claimed" };
  }

  async keep(key: string, outcome: Outcome): Promise<void> {
    const name = this.#nameOf(key);
    const { claim, fingerprint } = this.#ended(name);
    const settled = JSON.stringify({ claim, fingerprint, outcome });
    await this.#tell((redis) => redis.set(name, settled, "PX", this.options.maxAgeMs));
  }

  async free(key: string): Promise<void> {
    const name = this.#nameOf(key);
    this.#ended(name);
    await this.#tell((redis) => redis.del(name));
  }

  #nameOf(key: string): string {
    const { prefix } = this.options;
    return `${prefix}:once:${hashed(prefix, key)}`;
  }

  #beat(name: string, claim: string): Promise<unknown> {
    return this.link.ask((redis) => redis.set(`${name}:${claim}`, "1", "PX", ABANDONED_MS));
  }

  #ended(name: string): Running {
    const running = this.#running.get(name);
    if (!running) throw new Error("An idempotency key was settled that nobody had claimed.");
    clearInterval(running.beat);
    this.#running.delete(name);
    return running;
  }

  // While Redis is away the key stands for an unknown outcome; once it is back it is told.
  async #tell(command: Parameters<Link["later"]>[0]): Promise<void> {
    await this.link.ask(command).catch(() => this.link.later(command));
  }

  #taken(name: string, text: string): Standing {
    const { fingerprint } = read(text);
    return { state: "taken", fingerprint, outcome: this.#outcome(name, text) };
  }

  async #outcome(name: string, first: string): Promise<Outcome | null> {
    let text: string | null = first;
    while (text !== null) {
      const { claim, outcome } = read(text);
      if (outcome) return outcome;
      await sleep(LOOK_EVERY_MS);
      const seen: string = text;
      const [beats, now] = await this.link
        .ask((redis) => Promise.all([redis.exists(`${name}:${claim}`), redis.get(name)]))
        .catch((error: unknown) => Promise.reject(unavailable(error)));
      if (beats === 0 && now === seen) return ABANDONED;
      text = now;
    }
    return null;
  }
}

const DELETE_IF =
  "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0";

const ABANDONED: Outcome = {
  kind: "unknown",
  details: {
    operation: { en: "The mutation", zh: "变更" },
    reason: { en: "the server that sent it has gone", zh: "发送该请求的服务实例已退出" },
  },
};

function read(text: string) {
  return entry.parse(JSON.parse(text));
}

function unavailable(cause: unknown): ServiceError {
  const reason = { en: "Redis does not keep it", zh: "Redis 无法保存" };
  return new ServiceError("IDEMPOTENCY_UNAVAILABLE", { reason }, { cause });
}
