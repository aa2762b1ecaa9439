import { pino } from "pino";
import { onTestFinished } from "vitest";
import { DroppedValues } from "../../src/datasources/redis/dropped-values.ts";
import { PubSub } from "../../src/datasources/redis/pub-sub.ts";
import { RedisClient } from "../../src/datasources/redis/redis-client.ts";
import type { TestRedis } from "../kit/redis.ts";

const silent = pino({ level: "silent" });

/** A client of the test's Redis, closed when the test ends. */
export async function startClient(
  { url }: Pick<TestRedis, "url">,
  timeoutMs = 1000,
  log = silent,
): Promise<RedisClient> {
  const client = new RedisClient({ url, timeoutMs, log });
  onTestFinished(() => client.close());
  await client.open();
  return client;
}

export function countDropped(log = silent): DroppedValues {
  return new DroppedValues(log);
}

export function startPubSub(redis: RedisClient, dropped = countDropped(), log = silent): PubSub {
  return new PubSub(redis, { channel: "news", dropped, log });
}

/** A log whose lines are kept. */
export function keptLog() {
  const lines: { msg: string; [member: string]: unknown }[] = [];
  return {
    lines,
    log: pino({ level: "trace" }, { write: (line) => lines.push(JSON.parse(line)) }),
  };
}

export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 10));
}
