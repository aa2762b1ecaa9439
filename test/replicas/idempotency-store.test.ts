import { expect, it } from "vitest";
import { RedisIdempotencyStore } from "../../src/replicas/redis-idempotency-store.ts";
import { describeWithRedis, startRedis, type TestRedis } from "../kit/redis.ts";
import { startLink, until } from "./kit.ts";

const done = { kind: "done", value: { id: "ame-1" } } as const;

async function startStore(redis: TestRedis, prefix = "account") {
  const link = await startLink(redis);
  return { link, store: new RedisIdempotencyStore(link, { prefix, maxAgeMs: 60_000 }) };
}

describeWithRedis("idempotency keys in Redis", () => {
  it("R01: tell any replica whose key it is, and how that ended", async () => {
    const redis = await startRedis();
    const [here, there] = [(await startStore(redis)).store, (await startStore(redis)).store];
    expect(await here.claim("k", "a")).toEqual({ state: "claimed" });
    const second = await there.claim("k", "b");
    if (second.state !== "taken") throw new Error("claimed twice");
    expect(second.fingerprint).toBe("a");
    await here.keep("k", done);
    expect(await second.outcome).toEqual(done);
    const third = await there.claim("k", "a");
    expect(third.state === "taken" && (await third.outcome)).toEqual(done);
  });

  it("R02: are free for any replica when nothing was changed", async () => {
    const redis = await startRedis();
    const [here, there] = [(await startStore(redis)).store, (await startStore(redis)).store];
    await here.claim("k", "a");
    const second = await there.claim("k", "a");
    await here.free("k");
    expect(second.state === "taken" && (await second.outcome)).toBeNull();
    expect(await there.claim("k", "a")).toEqual({ state: "claimed" });
    await there.free("k");
  });

  it("R03: are another account's own", async () => {
    const redis = await startRedis();
    const { store } = await startStore(redis);
    const { store: others } = await startStore(redis, "another account");
    await store.claim("k", "a");
    expect(await others.claim("k", "b")).toEqual({ state: "claimed" });
    await store.free("k");
    await others.free("k");
  });

  it("R04: stand for an unknown outcome when the replica that ran the write has died", async () => {
    const redis = await startRedis();
    const { store } = await startStore(redis);
    await redis.client.set(
      (await claimedKey(redis, store)) ?? "",
      JSON.stringify({ claim: "a dead one's", fingerprint: "a", outcome: null }),
    );
    const standing = await (await startStore(redis)).store.claim("k", "a");
    expect(standing.state === "taken" && (await standing.outcome)).toMatchObject({
      kind: "unknown",
      details: { reason: { en: "the server that sent it has gone" } },
    });
  });

  it("R05: are refused at once while Redis is gone, and taken again when it is back", async () => {
    const redis = await startRedis();
    const { store, link } = await startStore(redis);
    await redis.stop();
    await expect(store.claim("k", "a")).rejects.toMatchObject({ code: "IDEMPOTENCY_UNAVAILABLE" });
    await redis.start();
    await until(() => link.isUp);
    expect(await store.claim("k", "a")).toEqual({ state: "claimed" });
    await store.free("k");
  });

  it("R06: are refused while Redis is frozen, and not left behind when it thaws", async () => {
    const redis = await startRedis();
    const { store, link } = await startStore(redis);
    redis.freeze();
    await expect(store.claim("k", "a")).rejects.toMatchObject({ code: "IDEMPOTENCY_UNAVAILABLE" });
    await expect(store.claim("k", "a")).rejects.toMatchObject({ code: "IDEMPOTENCY_UNAVAILABLE" });
    redis.thaw();
    await until(() => link.isUp);
    await until(async () =>
      (await redis.client.keys("*:once:*")).every((key) => /:.*:.*:/.test(key)),
    );
    expect(await store.claim("k", "a")).toEqual({ state: "claimed" });
    await store.free("k");
  });

  it("R07: are refused while Redis is full", async () => {
    const redis = await startRedis();
    const { store } = await startStore(redis);
    await redis.client.config("SET", "maxmemory", "1");
    await expect(store.claim("k", "a")).rejects.toMatchObject({ code: "IDEMPOTENCY_UNAVAILABLE" });
    await redis.client.config("SET", "maxmemory", "0");
    expect(await store.claim("k", "a")).toEqual({ state: "claimed" });
    await store.free("k");
  });

  it("R08: keep an outcome that came while Redis was away, once it is back", async () => {
    const redis = await startRedis();
    const { store, link } = await startStore(redis);
    await store.claim("k", "a");
    await redis.stop();
    await until(() => !link.isUp);
    await store.keep("k", done);
    await redis.start();
    await until(() => link.isUp);
    await until(async () => (await redis.client.keys("*:once:*")).length > 0);
    const standing = await store.claim("k", "a");
    expect(standing.state === "taken" && (await standing.outcome)).toEqual(done);
  });
});

/** Where the store keeps the key "k", which it is made to forget. */
async function claimedKey(redis: TestRedis, store: RedisIdempotencyStore) {
  await store.claim("k", "a");
  const [name] = (await redis.client.keys("*:once:*")).sort((a, b) => a.length - b.length);
  await store.free("k");
  return name;
}
