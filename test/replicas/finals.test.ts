import { expect, it } from "vitest";
import { storedVersionDetail } from "../../src/datasources/cache/stored/index.ts";
import { versionDetail } from "../../src/datasources/qianfan/v1/decoders/version.ts";
import { accountPrefix } from "../../src/datasources/redis/keys.ts";
import type { RedisClient } from "../../src/datasources/redis/redis-client.ts";
import { RedisResultCache } from "../../src/datasources/redis/redis-result-cache.ts";
import { StoredFormat } from "../../src/datasources/redis/stored-format.ts";
import { describeWithRedis, startRedis } from "../kit/redis.ts";
import { countDropped, startClient, until } from "./kit.ts";

const version = versionDetail.parse({
  modelVersionIdStr: "amv-1",
  state: "Ready",
  createTime: 1712888467,
  sourceType: "Train",
  params: { input: { a: [1, "x", null] } },
});

function finalsOf(redis: RedisClient, dropped = countDropped()) {
  return new RedisResultCache(redis, {
    prefix: "account",
    maxAgeMs: 60_000,
    format: new StoredFormat(storedVersionDetail, dropped, { what: "final", maxBytes: 10_000 }),
  });
}

describeWithRedis("final answers in Redis", () => {
  it("R20: come back on any replica as they were: dates, nulls, and what is not known", async () => {
    const redis = await startRedis();
    const [here, there] = [finalsOf(await startClient(redis)), finalsOf(await startClient(redis))];
    expect(await there.get("amv-1")).toBeUndefined();
    here.set("amv-1", version);
    await until(async () => (await there.get("amv-1")) !== undefined);
    expect(await there.get("amv-1")).toEqual(version);
    there.forget("amv-1");
    await until(async () => (await here.get("amv-1")) === undefined);
  });

  it("R21: are not there while Redis is away, and nobody waits for them", async () => {
    const redis = await startRedis();
    const client = await startClient(redis);
    const finals = finalsOf(client);
    finals.set("amv-1", version);
    await until(async () => (await finals.get("amv-1")) !== undefined);
    redis.freeze();
    expect(await finals.get("amv-1")).toBeUndefined();
    expect(client.isUp).toBe(false); // From now on it is not even asked.
    expect(await finals.get("amv-1")).toBeUndefined();
    redis.thaw();
    await until(async () => (await finals.get("amv-1")) !== undefined);
  });

  it("R22: make way when Redis is full", async () => {
    const redis = await startRedis();
    const client = await startClient(redis);
    const finals = finalsOf(client);
    await redis.client.config("SET", "maxmemory", "1");
    finals.set("amv-1", version);
    expect(await finals.get("amv-1")).toBeUndefined();
    expect(client.isUp).toBe(true);
  });

  it("R23: lie where no other account finds them, and where neither key can be read", () => {
    const keys = { accessKey: "ALTAKexample", secretKey: "0123456789abcdef" };
    const prefix = accountPrefix(keys);
    expect(accountPrefix({ ...keys, secretKey: "another" })).not.toBe(prefix);
    expect(accountPrefix({ ...keys, accessKey: "another" })).not.toBe(prefix);
    expect(accountPrefix(keys)).toBe(prefix);
    for (const secret of Object.values(keys)) expect(prefix).not.toContain(secret);
  });
});
