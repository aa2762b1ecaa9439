import { z } from "zod";
import type { SharedQuota } from "../qianfan/index.ts";
import { pause } from "../qianfan/index.ts";
import type { RedisClient } from "./redis-client.ts";
import { Script } from "./script.ts";

export interface RedisQuotaOptions {
  readonly prefix: string;
  readonly callsPerSecond: number;
}

const WINDOW_MS = 1000;

/**
 * ARGV: calls, window. Counts one more call within the window, or returns how long to wait for the next.
 * A window that ends beyond its length, or never, was not written here and is begun anew.
 */
const TAKE = new Script(`
if redis.call('type', KEYS[1]).ok ~= 'hash' then redis.call('del', KEYS[1]) end
local ends = tonumber(redis.call('hget', KEYS[1], 'ends'))
local calls = tonumber(redis.call('hget', KEYS[1], 'calls'))
local length = tonumber(ARGV[3])
local fits = ends and calls and ends > now and ends <= now + length and calls >= 0
if not fits then ends = now + length calls = 0 end
if calls >= tonumber(ARGV[2]) then return ends - now end
redis.call('hset', KEYS[1], 'ends', string.format('%.0f', ends), 'calls', calls + 1)
redis.call('pexpire', KEYS[1], length)
return 0`);

const waitMs = z.number().int().min(0).max(WINDOW_MS);

/** An account's calls in each second, counted over all replicas; while Redis is away each counts its own. */
export class RedisQuota implements SharedQuota {
  constructor(
    private readonly redis: RedisClient,
    private readonly options: RedisQuotaOptions,
  ) {}

  /** Waits for the next second with room, or until the signal fires. */
  async take(signal: AbortSignal | undefined): Promise<void> {
    for (;;) {
      const ms = await this.#consume();
      if (ms === 0) return;
      await pause(ms, signal);
      signal?.throwIfAborted();
    }
  }

  /** How long to wait for the next second; 0 when this one has room. */
  async #consume(): Promise<number> {
    const { prefix, callsPerSecond } = this.options;
    try {
      const args = [callsPerSecond, WINDOW_MS];
      return waitMs.parse(await this.redis.run(TAKE, [`${prefix}:quota:calls`], args));
    } catch {
      return 0;
    }
  }
}
