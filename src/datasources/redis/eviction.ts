import type { Redis } from "ioredis";
import type { Logger } from "pino";

/** With `volatile-ttl` the cached answers go first: their time is far shorter than that of a key. */
const SAFE_POLICIES: ReadonlySet<string> = new Set(["noeviction", "volatile-ttl"]);

/** A Redis that makes room by forgetting keys forgets which mutations were sent. */
export async function warnOfEviction(redis: Redis, log: Logger): Promise<void> {
  // Not CONFIG GET, which many a hosted Redis refuses.
  const memory = await redis.info("memory").catch(() => "");
  const [, policy = "noeviction"] = /^maxmemory_policy:(\S+)/m.exec(memory) ?? [];
  if (SAFE_POLICIES.has(policy)) return;
  log.warn(
    { policy },
    "Redis may evict idempotency keys, so that a mutation could be sent twice: set maxmemory-policy to noeviction or volatile-ttl",
  );
}
