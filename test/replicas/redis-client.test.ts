import { expect, it } from "vitest";
import { lateAt, Script } from "../../src/datasources/redis/script.ts";
import { describeWithRedis, startRedis } from "../kit/redis.ts";
import { startClient, until } from "./kit.ts";

const SET = new Script("return redis.call('set', KEYS[1], ARGV[2])");
const FAIL = new Script("return redis.error_reply('it is no good')");

describeWithRedis("the client of Redis", () => {
  it("R90: lets a command that was given up have no effect later", async () => {
    const redis = await startRedis();
    const client = await startClient(redis, 300);
    redis.freeze();
    await expect(client.run(SET, ["given-up"], ["a"])).rejects.toThrow("cannot be reached");
    redis.thaw();
    await until(() => client.isUp);
    await client.run(SET, ["in-time"], ["a"]);
    expect(await redis.client.mget("given-up", "in-time")).toEqual([null, "a"]);
  });

  it("R91: runs a script before its last moment by Redis's clock alone", async () => {
    const redis = await startRedis();
    const now = Date.now();
    const run = (lastMoment: number) => redis.client.eval(SET.source, 1, "k", lastMoment, "a");
    const late = await run(now - 60_000).catch((error: unknown) => error);
    expect(lateAt(late)).toBeGreaterThanOrEqual(now);
    expect(await redis.client.get("k")).toBeNull();
    await run(now + 60_000);
    expect(await redis.client.get("k")).toBe("a");
  });

  it("R92: does not count Redis as away for an error in answer to one command", async () => {
    const redis = await startRedis();
    const client = await startClient(redis);
    await redis.client.rpush("list", "a");
    await expect(client.run(FAIL, ["k"])).rejects.toThrow("it is no good");
    await expect(client.read((commands) => commands.get("list"))).rejects.toThrow("WRONGTYPE");
    expect(client.isUp).toBe(true);
  });
});
