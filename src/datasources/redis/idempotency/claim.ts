import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import type { Claim, Outcome } from "../../idempotency/store.ts";
import { type RedisClient, RedisUnavailable } from "../redis-client.ts";
import { BEAT, MAX_OUTCOME_BYTES, RELEASE, SETTLE } from "./scripts.ts";

export interface RedisClaimOptions {
  readonly redis: RedisClient;
  readonly log: Logger;
  readonly name: string;
  /** The owner and its generation. */
  readonly claim: string;
  readonly fingerprint: string;
  readonly maxAgeMs: number;
  /** Called once nothing more is to be known of it here than in Redis. */
  readonly onOver: () => void;
}

const BEAT_MS = 2000;
/** Longer than another replica takes to see it. */
const FREE_MS = 60_000;
const TRY_AGAIN_MS = 500;

/** One replica's claim of a key, which only this object extends, settles and releases. */
export class RedisClaim implements Claim {
  readonly outcome: Promise<Outcome | null>;
  #resolve: (outcome: Outcome | null) => void = () => {};
  #beat: NodeJS.Timeout | undefined;
  #isShowing = false;

  constructor(private readonly options: RedisClaimOptions) {
    this.outcome = new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  get id(): string {
    return this.options.claim;
  }

  get fingerprint(): string {
    return this.options.fingerprint;
  }

  /** The write begins: from now on it shows that it runs. */
  begin(): void {
    this.#beat = setInterval(() => void this.#showRunning(), BEAT_MS).unref();
  }

  settle(outcome: Outcome): Promise<void> {
    const { redis, name, claim, fingerprint, maxAgeMs, onOver } = this.options;
    const args = [claim, fingerprint, textOf(outcome), maxAgeMs];
    return this.#end(outcome, () => redis.run(SETTLE, [name], args), onOver);
  }

  release(): Promise<void> {
    const { redis, name, claim, fingerprint, onOver } = this.options;
    const args = [claim, fingerprint, FREE_MS];
    onOver(); // The next claim has to be made in Redis.
    return this.#end(null, () => redis.run(RELEASE, [name], args));
  }

  async #showRunning(): Promise<void> {
    if (this.#isShowing) return;
    this.#isShowing = true;
    const { redis, log, name, claim, fingerprint } = this.options;
    try {
      const found = await redis.run(BEAT, [name], [claim, fingerprint]);
      if (found !== 1) {
        const isRestored = found === 2;
        log.warn({ isRestored }, "Redis has lost an idempotency key while its mutation ran");
      }
    } catch (error) {
      // A Redis that comes back may have forgotten the claim: it is there again before the next beat.
      if (error instanceof RedisUnavailable) void redis.untilUp().then(() => this.#showAgain());
    }
    this.#isShowing = false;
  }

  #showAgain(): void {
    if (this.#beat) void this.#showRunning();
  }

  /** Tells Redis, and goes on until it knows; the caller waits for the first try alone. */
  async #end(
    outcome: Outcome | null,
    tell: () => Promise<unknown>,
    onTold = () => {},
  ): Promise<void> {
    clearInterval(this.#beat);
    this.#beat = undefined;
    this.#resolve(outcome);
    await tell().then(onTold, () => void this.#insist(tell, onTold));
  }

  async #insist(tell: () => Promise<unknown>, onTold: () => void): Promise<void> {
    const { redis } = this.options;
    for (;;) {
      await redis.untilUp();
      const isTold = await tell().then(
        () => true,
        () => false,
      );
      if (isTold) break;
      await sleep(TRY_AGAIN_MS, undefined, { ref: false });
    }
    onTold();
  }
}

function textOf(outcome: Outcome): string {
  const text = JSON.stringify(outcome);
  if (Buffer.byteLength(text) <= MAX_OUTCOME_BYTES) return text;
  const reason = { en: "its outcome is too large to be kept", zh: "其结果过大，无法保存" };
  return JSON.stringify({ kind: "unknown", details: { reason } } satisfies Outcome);
}
