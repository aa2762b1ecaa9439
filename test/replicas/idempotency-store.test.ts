import { expect, it } from "vitest";
import type { Claim } from "../../src/datasources/idempotency/store.ts";
import { RedisIdempotencyStore } from "../../src/datasources/redis/idempotency/redis-store.ts";
import { claimed, taken } from "../datasources/idempotency/kit.ts";
import { describeWithRedis, startRedis, type TestRedis } from "../kit/redis.ts";
import { countDropped, keptLog, startClient, until } from "./kit.ts";

const done = { kind: "done", value: { id: "ame-1" } } as const;

async function startStore(redis: TestRedis, { prefix = "account", maxAgeMs = 60_000 } = {}) {
  const client = await startClient(redis);
  const { log, lines } = keptLog();
  const dropped = countDropped();
  const store = new RedisIdempotencyStore(client, {
    prefix,
    maxAgeMs,
    dropped,
    log,
    abandonedMs: 500,
  });
  return { client, store, dropped, lines };
}

async function claimedOnceFree(store: RedisIdempotencyStore): Promise<Claim> {
  for (;;) {
    const standing = await store.claim("k", "a").catch(() => null);
    if (standing?.state === "claimed") return standing.claim;
    await standing?.outcome();
    await new Promise((resolve) => setTimeout(resolve, 10)); // Redis may be away yet.
  }
}

async function onlyKey({ client }: TestRedis): Promise<string> {
  const [name = "", ...others] = await client.keys("*:once:*");
  expect(others).toEqual([]);
  return name;
}

describeWithRedis("idempotency keys in Redis", () => {
  it("R01: tell any replica whose key it is, and how that ended", async () => {
    const redis = await startRedis();
    const [here, there] = [(await startStore(redis)).store, (await startStore(redis)).store];
    const first = await claimed(here, "k", "a");
    const second = await taken(there, "k", "b");
    expect(second.fingerprint).toBe("a");
    const outcome = second.outcome();
    await first.settle(done);
    expect(await outcome).toEqual(done);
    expect(await (await taken(there, "k", "a")).outcome()).toEqual(done);
    expect(await (await taken(here, "k", "a")).outcome()).toEqual(done);
  });

  it("R02: are free for any replica when nothing was changed", async () => {
    const redis = await startRedis();
    const [here, there] = [(await startStore(redis)).store, (await startStore(redis)).store];
    const first = await claimed(here, "k", "a");
    const outcome = (await taken(there, "k", "a")).outcome();
    await first.release();
    expect(await outcome).toBeNull();
    await claimed(there, "k", "b");
  });

  it("R03: are another account's own", async () => {
    const redis = await startRedis();
    const { store } = await startStore(redis);
    const { store: others } = await startStore(redis, { prefix: "another account" });
    await claimed(store, "k", "a");
    expect((await others.claim("k", "b")).state).toBe("claimed");
  });

  it("R04: stand for an unknown outcome when the replica that ran the write has died", async () => {
    const redis = await startRedis();
    const dying = await startStore(redis);
    await claimed(dying.store, "k", "a");
    dying.client.close();
    const { store } = await startStore(redis, { maxAgeMs: 1 });
    const unknown = {
      kind: "unknown",
      details: { reason: { en: "the server that sent it has gone" } },
    };
    expect(await (await taken(store, "k", "a")).outcome()).toMatchObject(unknown);
    // Its replica may merely be cut off from Redis, so it stays longer than an outcome does.
    expect(await redis.client.pttl(await onlyKey(redis))).toBeGreaterThan(80_000_000);
    expect(await (await taken(store, "k", "a")).outcome()).toMatchObject(unknown);
  });

  it("R05: are refused at once while Redis is gone, and taken again when it is back", async () => {
    const redis = await startRedis();
    const { store, client } = await startStore(redis);
    await redis.stop();
    await expect(store.claim("k", "a")).rejects.toMatchObject({ code: "IDEMPOTENCY_UNAVAILABLE" });
    await redis.start();
    await until(() => client.isUp);
    await claimed(store, "k", "a");
  });

  it("R06: are refused while Redis is frozen, and not left behind when it thaws", async () => {
    const redis = await startRedis();
    const { store, client } = await startStore(redis);
    redis.freeze();
    await expect(store.claim("k", "a")).rejects.toMatchObject({ code: "IDEMPOTENCY_UNAVAILABLE" });
    await expect(store.claim("k", "a")).rejects.toMatchObject({ code: "IDEMPOTENCY_UNAVAILABLE" });
    redis.thaw();
    await until(() => client.isUp);
    // What was given up has run by now, too late to have an effect.
    expect(await redis.client.keys("*:once:*")).toEqual([]);
    await claimed(store, "k", "b");
  });

  it("R07: are refused while Redis is full", async () => {
    const redis = await startRedis();
    const { store } = await startStore(redis);
    const running = await claimed(store, "running", "a");
    await redis.client.config("SET", "maxmemory", "1");
    await expect(store.claim("k", "a")).rejects.toMatchObject({ code: "IDEMPOTENCY_UNAVAILABLE" });
    await running.settle(done); // What was done is kept all the same.
    await redis.client.config("SET", "maxmemory", "0");
    await claimed(store, "k", "a");
    const { store: there } = await startStore(redis);
    expect(await (await taken(there, "running", "a")).outcome()).toEqual(done);
  });

  it("R08: keep an outcome that came while Redis was away, once it is back", async () => {
    const redis = await startRedis();
    const { store, client } = await startStore(redis);
    const there = await startStore(redis);
    const first = await claimed(store, "k", "a");
    await redis.stop();
    await until(() => !client.isUp);
    await first.settle(done);
    expect(await (await taken(store, "k", "a")).outcome()).toEqual(done); // Meanwhile it is known here.
    await redis.start();
    await until(() => client.isUp && there.client.isUp);
    await until(async () => (await redis.client.keys("*:once:*")).length > 0);
    expect(await (await taken(there.store, "k", "a")).outcome()).toEqual(done);
  });

  it("R09: are touched by their own claim alone, however often it is told to end", async () => {
    const redis = await startRedis();
    const [here, there] = [(await startStore(redis)).store, (await startStore(redis)).store];
    const first = await claimed(here, "k", "a");
    await first.release();
    const second = await claimed(there, "k", "a");
    await first.release();
    await first.settle({ kind: "done", value: "the first one's" });
    const third = await taken(here, "k", "a");
    await second.settle(done);
    expect(await third.outcome()).toEqual(done);
  });

  it("R0A: are not freed by a release that was given up while Redis was frozen", async () => {
    const redis = await startRedis();
    const [here, there] = [await startStore(redis), await startStore(redis)];
    const first = await claimed(here.store, "k", "a");
    redis.freeze();
    await first.release();
    redis.thaw();
    // The release is repeated, and frees this claim; the next one is not touched by any of them.
    const second = await claimedOnceFree(there.store);
    await until(() => here.client.isUp);
    await redis.client.ping();
    await second.settle(done);
    expect(await (await taken(here.store, "k", "a")).outcome()).toEqual(done);
  });

  it("R0B: never expire while the write runs, whatever clock passes", async () => {
    const redis = await startRedis();
    const { store } = await startStore(redis, { maxAgeMs: 1 });
    const first = await claimed(store, "k", "a");
    expect(await redis.client.pttl(await onlyKey(redis))).toBe(-1);
    const there = await startStore(redis);
    const second = await taken(there.store, "k", "a");
    await first.settle(done);
    expect(await second.outcome()).toMatchObject({ kind: expect.stringMatching(/done|unknown/) });
  });

  it("R0C: that Redis has lost stand for an unknown outcome, never for a free key", async () => {
    const redis = await startRedis();
    const [here, there] = [await startStore(redis), await startStore(redis)];
    await claimed(here.store, "k", "a");
    const outcome = (await taken(there.store, "k", "a")).outcome();
    await redis.client.flushall();
    expect(await outcome).toMatchObject({
      kind: "unknown",
      details: { reason: { en: "Redis has lost the idempotency key while it ran" } },
    });
    // Its own replica knows better.
    expect((await taken(here.store, "k", "a")).fingerprint).toBe("a");
  });

  it("R0D: that Redis has lost stand there again as long as the write runs", async () => {
    const redis = await startRedis();
    const [here, there] = [await startStore(redis), await startStore(redis)];
    const first = await claimed(here.store, "k", "a");
    await redis.client.flushall();
    await until(() => here.lines.length > 0);
    expect(here.lines.map(({ msg }) => msg)).toEqual([
      "Redis has lost an idempotency key while its mutation ran",
    ]);
    const second = await taken(there.store, "k", "a");
    await first.settle(done);
    expect(await second.outcome()).toEqual(done);
  });

  it("R0E: stand for an unknown outcome when Redis goes away while another's write runs", async () => {
    const redis = await startRedis();
    const [here, there] = [await startStore(redis), await startStore(redis)];
    await claimed(here.store, "k", "a");
    const outcome = (await taken(there.store, "k", "a")).outcome();
    redis.freeze();
    expect(await outcome).toMatchObject({ kind: "unknown" });
    redis.thaw();
  });

  it.each([
    ["a text", (name: string) => ["set", name, "garbage"]],
    ["a list", (name: string) => ["rpush", name, "a"]],
    ["another hash", (name: string) => ["hset", name, "a", "b"]],
    ["a hash of another version", (name: string) => ["hset", name, "v", "3"]],
    ["an unknown state", (name: string) => ["hset", name, "state", "resting"]],
    ["settled without an outcome", (name: string) => ["hset", name, "state", "settled"]],
    ["an outcome that is none", (name: string) => ["hset", name, "outcome", "[[-7,100000000]]"]],
    ["an outcome too large", (name: string) => ["hset", name, "outcome", "x".repeat(100_000)]],
  ])("R0F: stand for an unknown outcome when others wrote %s there", async (what, command) => {
    const redis = await startRedis();
    const { store } = await startStore(redis);
    const { store: there, dropped, client } = await startStore(redis);
    await claimed(store, "k", "a");
    const name = await onlyKey(redis);
    if (/^(a text|a list|another hash)$/.test(what)) await redis.client.del(name);
    const [verb = "", ...args] = command(name);
    await redis.client.call(verb, ...args);
    expect(await (await taken(there, "k", "a")).outcome()).toMatchObject({ kind: "unknown" });
    expect(dropped.count("idempotency key")).toBe(1);
    expect(client.isUp).toBe(true);
    await claimed(there, "another", "a");
  });
});
