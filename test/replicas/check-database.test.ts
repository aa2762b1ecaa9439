import { expect, it } from "vitest";
import { checkDatabase } from "../../src/datasources/redis/check-database.ts";
import { describeWithRedis, startRedis } from "../kit/redis.ts";

describeWithRedis("the database that REDIS_URL names", () => {
  it("has to exist", async () => {
    const { url } = await startRedis();
    await expect(checkDatabase(`${url}/999`)).rejects.toThrow(
      "REDIS_URL: Redis has no database 999 (ERR DB index is out of range).",
    );
    await expect(checkDatabase(`${url}/3`)).resolves.toBeUndefined();
    await expect(checkDatabase(url)).resolves.toBeUndefined();
  });

  it("is not looked for where Redis cannot be reached", async () => {
    const { url, stop } = await startRedis();
    await stop();
    await expect(checkDatabase(`${url}/999`)).resolves.toBeUndefined();
  });

  it("keeps no start waiting where Redis does not answer", async () => {
    const redis = await startRedis();
    redis.freeze();
    await expect(checkDatabase(`${redis.url}/999`)).resolves.toBeUndefined();
    redis.thaw();
  });
});
