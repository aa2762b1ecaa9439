import { expect, it } from "vitest";
import { IdMap } from "../../src/datasources/ids/id-map.ts";
import { shareIdPairs } from "../../src/datasources/redis/id-pairs.ts";
import { describeWithRedis, startRedis, type TestRedis } from "../kit/redis.ts";
import { countDropped, startClient, startPubSub, until } from "./kit.ts";

async function startReplica(redis: TestRedis, dropped = countDropped()): Promise<IdMap> {
  const idMap = new IdMap(10_000);
  const client = await startClient(redis);
  await shareIdPairs(idMap, client, startPubSub(client, dropped), {
    prefix: "account",
    max: 10_000,
    dropped,
  });
  return idMap;
}

describeWithRedis("pairs of ids", () => {
  it("R40: are known to all replicas once one has seen them, also to those that start later", async () => {
    const redis = await startRedis();
    const [here, there] = [await startReplica(redis), await startReplica(redis)];
    here.learn("model", { id: "am-1", numericId: "1" });
    await until(() => there.canonical("model", "1") === "am-1");
    const later = await startReplica(redis);
    expect(later.otherForm("model", "am-1")).toBe("1");
    expect(await redis.client.xlen("account:pairs")).toBe(1);
  });

  it("R41: are learned by each for itself while Redis is away", async () => {
    const redis = await startRedis();
    const here = await startReplica(redis);
    await redis.stop();
    here.learn("model", { id: "am-1", numericId: "1" });
    expect(here.canonical("model", "1")).toBe("am-1");
    expect((await startReplica(redis)).size).toBe(0);
  });
});
