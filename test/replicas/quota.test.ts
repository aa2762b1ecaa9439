import { expect, it } from "vitest";
import { Limiter } from "../../src/datasources/qianfan/http/retry/limiter.ts";
import { RedisQuota } from "../../src/datasources/redis/redis-quota.ts";
import { describeWithRedis, startRedis } from "../kit/redis.ts";
import { startClient } from "./kit.ts";

describeWithRedis("an account's quota", () => {
  it("R30: holds over all replicas", async () => {
    const redis = await startRedis();
    const options = { prefix: "account", callsPerSecond: 5 };
    const quotas = await Promise.all(
      [1, 2, 3].map(async () => new RedisQuota(await startClient(redis), options)),
    );
    const window = () => redis.client.hgetall("account:quota:calls");
    const take = (count: number) =>
      Promise.all(Array.from({ length: count }, (_, at) => quotas[at % 3]?.take(undefined)));
    await take(5);
    const first = await window();
    expect(first.calls).toBe("5");
    // The sixth waits for the next second, whichever replica it is.
    await take(4);
    const second = await window();
    expect(second.calls).toBe("4");
    expect(Number(second.ends) - Number(first.ends)).toBeGreaterThanOrEqual(1000);
  });

  it("R31: is each replica's own affair while Redis is away", async () => {
    const redis = await startRedis();
    const callsPerSecond = 1;
    const quotas = await Promise.all(
      [1, 2, 3].map(async () => {
        const client = await startClient(redis, 100);
        return new RedisQuota(client, { prefix: "account", callsPerSecond });
      }),
    );
    redis.freeze();
    // From here on each replica has noticed.
    await Promise.all(quotas.map((quota) => quota.take(undefined)));
    const begin = async (limiter: Limiter) =>
      limiter.run({}, undefined, async () => performance.now());
    const starts = await Promise.all(
      quotas.map(async (shared) => {
        const limiter = new Limiter({ callsPerSecond, callsInFlight: 0, shared });
        const [first, second] = await Promise.all([begin(limiter), begin(limiter)]);
        return { first, second };
      }),
    );
    for (const { first, second } of starts) expect(second - first).toBeGreaterThan(900);
    // Under the shared quota the third replica's first call would begin after the others' second.
    const lastFirst = Math.max(...starts.map(({ first }) => first));
    expect(lastFirst).toBeLessThan(Math.min(...starts.map(({ second }) => second)));
  });

  it("R32: lets nobody wait who has left", async () => {
    const redis = await startRedis();
    const quota = new RedisQuota(await startClient(redis), {
      prefix: "account",
      callsPerSecond: 1,
    });
    await quota.take(undefined);
    const leaving = new AbortController();
    const waiting = quota.take(leaving.signal);
    leaving.abort();
    await expect(waiting).rejects.toThrow("aborted");
  });
});
