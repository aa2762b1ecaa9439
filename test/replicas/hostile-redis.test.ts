import { expect, it } from "vitest";
import { describeWithRedis } from "../kit/redis.ts";
import { type Replica, startReplicas } from "../kit/replicas.ts";
import { keptLog, startClient, until } from "./kit.ts";

const MODEL = `{ model(id: "am-4kq9trv2xw7b") { name } }`;
const EVALUATION = {
  name: "回归评估",
  datasetId: "ds-x3n8q0vz5ktw7b2m",
  versions: [{ modelVersionId: "amv-iid2qm5hx9z0" }],
  rule: { scoreModes: ["ACCURACY"] },
  idempotencyKey: "k",
};

function evaluate({ query }: Replica, input: object = {}) {
  return query(
    `mutation ($input: CreateEvaluationTaskInput!) { createEvaluationTask(input: $input) {
      evaluationTask { id } userErrors { code }
    } }`,
    { input: { ...EVALUATION, ...input } },
  );
}

async function dropped({ app }: Replica): Promise<string[]> {
  const page = await (await fetch(`${app.adminUrl}/metrics`)).text();
  return [...page.matchAll(/redis_values_dropped_total\{what="([^"]+)"\}/g)].map(
    ([, what = ""]) => what,
  );
}

async function redisIsOk({ app }: Replica): Promise<boolean> {
  const readiness = await (await fetch(`${app.adminUrl}/readyz`)).text();
  return readiness.includes('"redis":"ok"');
}

describeWithRedis("replicas whose Redis holds what others wrote", () => {
  it("R80: drop a message that is none, count it, and go on", async () => {
    const { replicas, redis } = await startReplicas();
    const [channel = ""] = (await redis.client.pubsub("CHANNELS", "*")) as string[];
    for (const text of ["hello", "{}", "null", `{"v":1,"value":{"from":"x","message":{}}}`]) {
      await redis.client.publish(channel, text);
    }
    for (const replica of replicas) {
      await until(async () => (await dropped(replica)).includes("message"));
      expect((await replica.query(MODEL)).data.model.name).toBe("客服助手");
      expect(await redisIsOk(replica)).toBe(true);
    }
  });

  it("R81: start with pairs of ids that are none", async () => {
    const { redis, replicas, startProcess } = await startReplicas();
    await replicas[0].query(MODEL.replace("name", "name numericId"));
    await until(async () => (await redis.client.keys("*:pairs")).length === 1);
    const [stream = ""] = await redis.client.keys("*:pairs");
    for (const text of ["not json", "null", `{"v":1,"value":{"kind":"model","id":"x"}}`]) {
      await redis.client.xadd(stream, "*", "pair", text);
    }
    await redis.client.xadd(stream, "*", "other", "field");
    const started = await startProcess();
    expect(started.url).toMatch(/^http/);
  });

  it("R82: ask Qianfan where a final answer that others wrote does not fit", async () => {
    const { replicas, redis, upstream } = await startReplicas();
    const final = `{ modelVersion(id: "amv-iid2qm5hx9z0") { state version } }`;
    const answer = await replicas[0].query(final);
    await until(async () => (await redis.client.keys("*:version-details:*")).length === 1);
    const keys = await redis.client.keys("*:version*:*");
    for (const key of keys) await redis.client.set(key, "[[-7,100000000,0,1],5]");
    upstream();
    expect(await replicas[1].query(final)).toEqual(answer);
    expect(upstream()).toEqual(["modelVersionDetail"]);
    for (const key of keys) {
      await redis.client.del(key);
      await redis.client.rpush(key, "a list");
    }
    expect(await replicas[2].query(final)).toEqual(answer);
    expect(await redisIsOk(replicas[2])).toBe(true);
  });

  it("R83: refuse another input, and survive Redis going away just then", async () => {
    const { replicas, redis, qianfan, upstream } = await startReplicas();
    const [one, two, three] = replicas;
    qianfan.latencyMs = 2000;
    const first = evaluate(one);
    await until(() => qianfan.calls.length === 1);
    const refused = await evaluate(two, { name: "another" });
    expect(refused.errors?.[0]?.extensions.code).toBe("IDEMPOTENCY_KEY_REUSED");
    const waiting = evaluate(three);
    const again = evaluate(one);
    await redis.stop();
    // The first was sent, and this replica cannot know how it ended.
    expect((await waiting).errors?.[0]?.extensions).toMatchObject({
      code: expect.stringMatching(/OUTCOME_UNKNOWN|IDEMPOTENCY_UNAVAILABLE/),
    });
    expect((await first).data.createEvaluationTask.evaluationTask.id).toMatch(/^ame-/);
    expect((await again).data ?? null).not.toBeUndefined();
    expect(upstream()).toEqual(["eval/create"]);
  });

  it("R84: say of a running mutation whose key Redis has lost that its outcome is unknown", async () => {
    const { replicas, redis, qianfan, upstream } = await startReplicas();
    const [one, two] = replicas;
    qianfan.latencyMs = 3000;
    const first = evaluate(one);
    await until(() => qianfan.calls.length === 1);
    const looks = () => redis.client.info("commandstats").then((text) => calls(text, "hmget"));
    const before = await looks();
    const waiting = evaluate(two);
    await until(async () => (await looks()) > before + 1); // It follows the first one.
    await redis.client.flushall();
    expect((await waiting).errors?.[0]?.extensions.code).toBe("OUTCOME_UNKNOWN");
    expect((await first).data.createEvaluationTask.evaluationTask.id).toMatch(/^ame-/);
    expect(upstream()).toEqual(["eval/create"]);
  });

  it("R85: are warned of a Redis that may evict keys, and of none that may not", async () => {
    const { redis } = await startReplicas();
    const warnings = async (policy: string) => {
      await redis.client.config("SET", "maxmemory-policy", policy);
      const { lines, log } = keptLog();
      await startClient(redis, 1000, log);
      await redis.client.ping();
      await until(() => lines.length > 0);
      return lines.filter(({ level }) => level === 40).map(({ policy }) => policy);
    };
    expect(await warnings("noeviction")).toEqual([]);
    expect(await warnings("allkeys-lru")).toEqual(["allkeys-lru"]);
    expect(await warnings("volatile-lru")).toEqual(["volatile-lru"]);
  });

  it("R86: publish one message when a model of 10,000 versions is deleted, with few commands", async () => {
    const { replicas, redis, qianfan } = await startReplicas({
      settings: { UPSTREAM_MAX_ANSWER_BYTES: "100000000", REDIS_TIMEOUT_MS: "5000" },
    });
    const { modelIdStr } = qianfan.registry().addModel({ versions: 10_000 });
    const messages: string[] = [];
    const subscriber = redis.client.duplicate();
    await subscriber.psubscribe("*:news");
    subscriber.on("pmessage", (_pattern, _channel, text) => messages.push(text));
    await redis.client.config("RESETSTAT");
    const { data } = await replicas[0].query(
      `mutation ($ids: [ID!]!) { deleteModels(ids: $ids) { deletions { outcome } } }`,
      { ids: [modelIdStr] },
    );
    expect(data.deleteModels.deletions).toEqual([{ outcome: "DELETED" }]);
    // One before the model is looked at, and one for it and its versions once they are deleted.
    const changes = () => messages.filter((text) => text.includes('"changed"'));
    await until(() => changes().length >= 2);
    await subscriber.ping();
    expect(changes()).toHaveLength(2);
    subscriber.disconnect();
    const stats = await redis.client.info("commandstats");
    expect(calls(stats, "del") + calls(stats, "eval")).toBeLessThan(500);
  });
});

/** How often Redis ran a command. */
function calls(stats: string, command: string): number {
  return Number(new RegExp(`cmdstat_${command}:calls=(\\d+)`).exec(stats)?.[1] ?? 0);
}
