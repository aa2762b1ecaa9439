import { Redis } from "ioredis";
import { ConfigError } from "../../config/config-error.ts";

const TIMEOUT_MS = 2000;

/**
 * Makes sure that Redis has the database that its address names: where it has not, Redis' client goes on
 * with database 0, which may be somebody else's. A Redis that does not answer is looked at elsewhere.
 *
 * @throws ConfigError
 */
export async function checkDatabase(url: string): Promise<void> {
  const server = new URL(url);
  const database = Number(server.pathname.slice(1));
  if (database === 0) return;
  server.pathname = "";
  const redis = new Redis(server.href, { lazyConnect: true, retryStrategy: () => null });
  redis.on("error", () => {});
  const timer = setTimeout(() => redis.disconnect(), TIMEOUT_MS);
  try {
    await redis.connect();
    await redis.select(database);
  } catch (error) {
    if (!(error instanceof Error) || !/DB index/i.test(error.message)) return;
    throw new ConfigError([`REDIS_URL: Redis has no database ${database} (${error.message}).`]);
  } finally {
    clearTimeout(timer);
    redis.disconnect();
  }
}
