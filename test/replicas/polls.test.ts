import { expect, it } from "vitest";
import { storedEvaluation, storedVersionDetail } from "../../src/datasources/cache/stored/index.ts";
import { evaluation } from "../../src/datasources/qianfan/v1/decoders/evaluation.ts";
import { versionDetail } from "../../src/datasources/qianfan/v1/decoders/version.ts";
import { RedisPolls } from "../../src/datasources/redis/redis-polls.ts";
import { ServiceError } from "../../src/domain/errors.ts";
import type { EvaluationTaskRecord } from "../../src/domain/index.ts";
import { describeWithRedis, startRedis, type TestRedis } from "../kit/redis.ts";
import { countDropped, startClient, startPubSub, until } from "./kit.ts";

const NEVER = new AbortController().signal;
const task = evaluation.parse({ evaluationIdStr: "ame-1", state: "Doing" });

/** Longer than a test, which ends an interval by `endInterval`. */
const FRESH_MS = 60_000;

async function endInterval({ client }: TestRedis): Promise<void> {
  const seen = await client.keys("*:seen");
  for (const key of seen) {
    expect(await client.pttl(key)).toBeGreaterThan(0);
    expect(await client.pttl(key)).toBeLessThanOrEqual(FRESH_MS);
  }
  expect(await client.del(seen)).toBe(1);
}

async function startReplica(redis: TestRedis) {
  const client = await startClient(redis);
  const dropped = countDropped();
  const pubSub = startPubSub(client, dropped);
  const polls = new RedisPolls(client, pubSub, { prefix: "account", freshMs: FRESH_MS, dropped });
  let asked = 0;
  return {
    client,
    dropped,
    polls,
    asked: () => asked,
    poll: (answer: () => Promise<EvaluationTaskRecord> = async () => task, signal = NEVER) =>
      polls.read("evaluationTask", "ame-1", storedEvaluation, signal, () => {
        asked += 1;
        return answer();
      }),
  };
}

describeWithRedis("polls of all replicas", () => {
  it("R10: ask Qianfan once in each interval, and all see the same", async () => {
    const redis = await startRedis();
    const replicas = await Promise.all([1, 2, 3].map(() => startReplica(redis)));
    let settle = () => {};
    const answer = new Promise<EvaluationTaskRecord>((resolve) => (settle = () => resolve(task)));
    const polling = replicas.map(({ poll }) => poll(() => answer));
    const total = () => replicas.reduce((sum, { asked }) => sum + asked(), 0);
    await until(() => total() > 0);
    settle();
    expect(await Promise.all(polling)).toEqual([task, task, task]);
    expect(total()).toBe(1);
    await Promise.all(replicas.map(({ poll }) => poll()));
    expect(total()).toBe(1);
    await endInterval(redis);
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
    let asked = 0;
    const look = ({ polls }: typeof one) =>
      polls.read("modelVersion", "amv-1", storedVersionDetail, NEVER, async () => {
        asked += 1;
        return version;
      });
    const seen = [await look(one), await look(other)];
    expect(seen).toEqual([version, version]);
    expect(asked).toBe(1);
  });

  it("R11: go on with another replica when the one that polls has died", async () => {
    const redis = await startRedis();
    const [dying, other] = [await startReplica(redis), await startReplica(redis)];
    void dying.poll(() => new Promise(() => {})).catch(() => {});
    await until(async () => (await redis.client.keys("*:lease")).length === 1);
    dying.client.close(); // It renews its lease no more.
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
    const [one, other] = [await startReplica(redis), await startReplica(redis)];
    await one.poll();
    await other.polls.forget("evaluationTask", ["ame-1"]);
    expect(await one.poll(async () => ({ ...task, state: "STOPPING" as const }))).toMatchObject({
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
    await until(() => one.client.isUp && other.client.isUp);
    await redis.stop();
    await until(() => !one.client.isUp && !other.client.isUp);
    expect(await Promise.all([one.poll(), other.poll()])).toEqual([task, task]);
    expect([one.asked(), other.asked()]).toEqual([2, 2]);
    await redis.start();
    await until(() => one.client.isUp && other.client.isUp);
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

  it("R17: take over a lease without expiry, and one that is no text", async () => {
    const redis = await startRedis();
    const replica = await startReplica(redis);
    const lease = "account:poll:evaluationTask:ame-1:lease";
    await redis.client.set(lease, "forever");
    expect(await replica.poll()).toEqual(task);
    await replica.polls.forget("evaluationTask", ["ame-1"]);
    await redis.client.set(lease, "for a day", "EX", 86_400);
    expect(await replica.poll()).toEqual(task);
    await replica.polls.forget("evaluationTask", ["ame-1"]);
    await redis.client.rpush(lease, "a list");
    expect(await replica.poll()).toEqual(task);
    expect(replica.asked()).toBe(3);
    expect(replica.dropped.count("lease")).toBe(3);
  });

  it.each([
    ["no JSON", "not json"],
    ["of another version", JSON.stringify({ v: 2, value: { record: null } })],
    ["of another shape", JSON.stringify({ v: 1, value: { record: { id: "ame-1" } } })],
    ["an array that is mostly holes", "[[-7,100000000,0,1],5]"],
    ["an error of no code", JSON.stringify({ v: 1, value: { error: { code: "X", details: {} } } })],
  ])("R18: drop what another one saw when it is %s, and look by themselves", async (_, text) => {
    const redis = await startRedis();
    const replica = await startReplica(redis);
    const seen = "account:poll:evaluationTask:ame-1:seen";
    await redis.client.set(seen, text, "PX", 60_000);
    expect(await replica.polls.seen("evaluationTask", "ame-1", storedEvaluation)).toBeUndefined();
    expect(await replica.poll()).toEqual(task);
    expect([replica.asked(), replica.dropped.count("poll of evaluationTask")]).toEqual([1, 2]);
    expect(replica.client.isUp).toBe(true);
  });

  it("R19: drop what another one saw when it is too large, no text or never gets old", async () => {
    const redis = await startRedis();
    const replica = await startReplica(redis);
    const seen = "account:poll:evaluationTask:ame-1:seen";
    const bad = [
      () => redis.client.set(seen, "x".repeat(3_000_000), "PX", 60_000),
      () => redis.client.set(seen, JSON.stringify({ v: 1, value: { record: task } })),
      () => redis.client.sadd(seen, "a set"),
    ];
    for (const write of bad) {
      await redis.client.del(seen);
      await write();
      expect(await replica.poll()).toEqual(task);
    }
    expect([replica.asked(), replica.dropped.count("lease")]).toEqual([3, 3]);
    expect(replica.client.isUp).toBe(true);
  });

  it("R1A: leave no lease behind that was asked for while Redis was frozen", async () => {
    const redis = await startRedis();
    const replica = await startReplica(redis);
    redis.freeze();
    expect(await replica.poll()).toEqual(task);
    redis.thaw();
    await until(() => replica.client.isUp);
    expect(await redis.client.keys("*:lease")).toEqual([]);
  });
});
