import { expect, it } from "vitest";
import { accountPrefix } from "../../src/replicas/keys.ts";
import { RedisFinals } from "../../src/replicas/redis-finals.ts";
import { describeWithRedis, startRedis } from "../kit/redis.ts";
import { startLink, until } from "./kit.ts";

const version = { id: "amv-1", createdAt: new Date(0), license: null, parameters: undefined };

describeWithRedis("final answers in Redis", () => {
  it("R20: come back on any replica as they were: dates, nulls, and what is not known", async () => {
    const redis = await startRedis();
    const [here, there] = [
      new RedisFinals<typeof version>(await startLink(redis), "account", 60_000),
      new RedisFinals<typeof version>(await startLink(redis), "account", 60_000),
    ];
    expect(await there.get("amv-1")).toBeUndefined();
    here.set("amv-1", version);
    await until(async () => (await there.get("amv-1")) !== undefined);
    expect(await there.get("amv-1")).toStrictEqual(version);
    there.forget("amv-1");
    await until(async () => (await here.get("amv-1")) === undefined);
  });

  it("R21: are not there while Redis is away, and nobody waits for them", async () => {
    const redis = await startRedis();
    const link = await startLink(redis);
    const finals = new RedisFinals<typeof version>(link, "account", 60_000);
    finals.set("amv-1", version);
    await until(async () => (await finals.get("amv-1")) !== undefined);
    redis.freeze();
    expect(await finals.get("amv-1")).toBeUndefined();
    expect(link.isUp).toBe(false); // From now on it is not even asked.
    expect(await finals.get("amv-1")).toBeUndefined();
    redis.thaw();
    await until(async () => (await finals.get("amv-1")) !== undefined);
  });

  it("R22: make way when Redis is full", async () => {
    const redis = await startRedis();
    const link = await startLink(redis);
    const finals = new RedisFinals<typeof version>(link, "account", 60_000);
    await redis.client.config("SET", "maxmemory", "1");
    finals.set("amv-1", version);
    expect(await finals.get("amv-1")).toBeUndefined();
    expect(link.isUp).toBe(true);
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
