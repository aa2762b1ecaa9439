import { expect, it } from "vitest";
import { versionDetail } from "../../src/datasources/qianfan/answers/version.ts";
import { ServiceError } from "../../src/errors.ts";
import { News } from "../../src/replicas/news.ts";
import { RedisPolls } from "../../src/replicas/redis-polls.ts";
import { describeWithRedis, startRedis, type TestRedis } from "../kit/redis.ts";
import { startLink, until } from "./kit.ts";

const NEVER = new AbortController().signal;
const task = { id: "ame-1", createdAt: new Date(0), units: [{ state: null, tags: undefined }] };

async function startReplica(redis: TestRedis, freshMs = 200) {
  const link = await startLink(redis);
  const polls = new RedisPolls(link, new News(link, "news"), { prefix: "account", freshMs });
  let asked = 0;
  return {
    link,
    polls,
    asked: () => asked,
    poll: (answer: () => Promise<unknown> = async () => task, signal = NEVER) =>
      polls.read("evaluationTask", "ame-1", signal, () => {
        asked += 1;
        return answer();
      }),
  };
}

describeWithRedis("polls of all replicas", () => {
  it("R10: ask Qianfan once in each interval, and all see the same", async () => {
    const redis = await startRedis();
    const replicas = await Promise.all([1, 2, 3].map(() => startReplica(redis)));
    const slowly = async () => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      return task;
    };
    const seen = await Promise.all(replicas.map(({ poll }) => poll(slowly)));
    expect(seen).toEqual([task, task, task]);
    const total = () => replicas.reduce((sum, { asked }) => sum + asked(), 0);
    expect(total()).toBe(1);
    await Promise.all(replicas.map(({ poll }) => poll()));
    expect(total()).toBe(1);
    await until(async () => (await redis.client.keys("*:seen")).length === 0);
    await Promise.all(replicas.map(({ poll }) => poll()));
    expect(total()).toBe(2);
  });

  it("R16: see all of a version", async () => {
    const redis = await startRedis();
    const [one, other] = [await startReplica(redis), await startReplica(redis)];
    const version = versionDetail.parse({
      modelVersionId: 1,
      state: "Ready",
      createTime: 1712888467,
    });
    const seen = [await one.poll(async () => version), await other.poll(async () => version)];
    expect(seen).toEqual([version, version]);
    expect(other.asked()).toBe(0);
  });

  it("R11: go on with another replica when the one that polls has died", async () => {
    const redis = await startRedis();
    const [dying, other] = [await startReplica(redis), await startReplica(redis)];
    void dying.poll(() => new Promise(() => {})).catch(() => {});
    await until(async () => (await redis.client.keys("*:lease")).length === 1);
    dying.link.close(); // It renews its lease no more.
    expect(await other.poll()).toEqual(task);
    expect(other.asked()).toBe(1);
  });

  it("R12: tell all of one's trouble with Qianfan, and do not each try for themselves", async () => {
    const redis = await startRedis();
    const [one, other] = [await startReplica(redis), await startReplica(redis)];
    const down = new ServiceError("QIANFAN_UNAVAILABLE", { operation: "eval/detail", reason: "x" });
    const failing = () => Promise.reject(down);
    const outcomes = await Promise.allSettled([one.poll(failing), other.poll(failing)]);
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({
        status: "rejected",
        reason: { code: "QIANFAN_UNAVAILABLE", message: down.message, extensions: down.extensions },
      });
    }
    expect(one.asked() + other.asked()).toBe(1);
  });

  it("R13: look anew after a mutation on any replica", async () => {
    const redis = await startRedis();
    const [one, other] = [await startReplica(redis, 60_000), await startReplica(redis, 60_000)];
    await one.poll();
    await other.polls.forget("evaluationTask", "ame-1");
    expect(await one.poll(async () => ({ ...task, state: "STOPPING" }))).toMatchObject({
      state: "STOPPING",
    });
    expect(one.asked()).toBe(2);
  });

  it("R14: go on by themselves while Redis is gone or frozen, and together again afterwards", async () => {
    const redis = await startRedis();
    const [one, other] = [await startReplica(redis), await startReplica(redis)];
    redis.freeze();
    expect(await Promise.all([one.poll(), other.poll()])).toEqual([task, task]);
    expect([one.asked(), other.asked()]).toEqual([1, 1]);
    redis.thaw();
    await until(() => one.link.isUp && other.link.isUp);
    await redis.stop();
    await until(() => !one.link.isUp && !other.link.isUp);
    expect(await Promise.all([one.poll(), other.poll()])).toEqual([task, task]);
    expect([one.asked(), other.asked()]).toEqual([2, 2]);
    await redis.start();
    await until(() => one.link.isUp && other.link.isUp);
    await Promise.all([one.poll(), other.poll()]);
    expect(one.asked() + other.asked()).toBe(5);
  });

  it("R15: end with their watcher, also while another polls", async () => {
    const redis = await startRedis();
    const [one, other] = [await startReplica(redis), await startReplica(redis)];
    void one.poll(() => new Promise(() => {})).catch(() => {});
    await until(async () => (await redis.client.keys("*:lease")).length === 1);
    const leaving = new AbortController();
    const waiting = other.poll(undefined, leaving.signal);
    leaving.abort(new Error("gone"));
    await expect(waiting).rejects.toThrow("gone");
  });
});
