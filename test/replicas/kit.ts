import { pino } from "pino";
import { onTestFinished } from "vitest";
import { Link } from "../../src/replicas/link.ts";
import type { TestRedis } from "../kit/redis.ts";

/** A link to the test's Redis, closed when the test ends. */
export async function startLink({ url }: Pick<TestRedis, "url">, timeoutMs = 1000): Promise<Link> {
  const link = new Link({ url, timeoutMs, log: pino({ level: "silent" }) });
  onTestFinished(() => link.close());
  await link.open();
  return link;
}

export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 10));
}
