import type { Logger } from "pino";
import type { Config } from "./config/index.ts";
import type { Replicas } from "./datasources/redis/index.ts";
import { VERSION } from "./util/package-version.ts";

/** The other replicas; null for a single process, which loads nothing of Redis's. */
export async function openReplicas(
  config: Config,
  log: Logger,
  onDropped: (what: string) => void,
): Promise<Replicas | null> {
  if (config.REDIS_URL === null) return null;
  const { checkDatabase } = await import("./datasources/redis/check-database.ts");
  await checkDatabase(config.REDIS_URL);
  const { Replicas } = await import("./datasources/redis/index.ts");
  return Replicas.open({
    url: config.REDIS_URL,
    timeoutMs: config.REDIS_TIMEOUT_MS,
    version: VERSION,
    resultCacheMaxAgeMs: config.FINALS_MAX_AGE_SECONDS * 1000,
    idempotencyMaxAgeMs: config.IDEMPOTENCY_KEY_SECONDS * 1000,
    maxIdPairs: config.MAX_ID_PAIRS,
    pollsFreshMs: config.WATCH_MIN_INTERVAL_MS / 2,
    callsPerSecond: config.UPSTREAM_CALLS_PER_SECOND,
    onDropped,
    log,
  });
}
