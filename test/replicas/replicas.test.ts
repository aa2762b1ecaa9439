import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { DEMO_ACCOUNT } from "../../src/emulator/index.ts";
import { bearer, directory, tokensFile } from "../auth/kit.ts";
import { describeWithRedis } from "../kit/redis.ts";
import { ask, type Replica, startReplica, startReplicas } from "../kit/replicas.ts";
import { until } from "./kit.ts";

const RUN = { trainJobId: "job-7xk2mwq9rtba", trainTaskId: "task-9wm4qz7xk2bt" };
const FINAL = `{ modelVersion(id: "amv-iid2qm5hx9z0") { id state createdAt model { name } } }`;
const MOVING = `{ model(id: "am-4kq9trv2xw7b") { name versions { id } } }`;

function publish({ query }: Replica, modelName: string, idempotencyKey: string, headers = {}) {
  return query(
    `mutation ($input: PublishModelInput!) { publishModel(input: $input) {
      modelVersion { id version } model { id } userErrors { code }
    } }`,
    { input: { ...RUN, modelName, idempotencyKey } },
    headers,
  );
}

async function readiness({ app }: Replica) {
  const response = await fetch(`${app.adminUrl}/readyz`);
  return { status: response.status, ...((await response.json()) as object) };
}

describeWithRedis("three replicas", () => {
  it("R50: keep what is final for each other, and whoever asks by either id", async () => {
    const { replicas, redis, upstream } = await startReplicas();
    const [one, two, three] = replicas;
    const answer = await one.query(FINAL);
    expect(answer.data.modelVersion).toMatchObject({ id: "amv-iid2qm5hx9z0", state: "READY" });
    expect(upstream()).toEqual(["modelVersionDetail"]);
    await until(async () => (await redis.client.keys("*:version-details:*")).length === 1);
    expect(await two.query(FINAL)).toEqual(answer);
    const { numericId } = (
      await one.query(`{ modelVersion(id: "amv-iid2qm5hx9z0") { numericId } }`)
    ).data.modelVersion;
    await until(async () => {
      const byNumber = `{ modelVersion(id: "${numericId}") { id state } }`;
      const { data } = await three.query(byNumber);
      expect(data.modelVersion.state).toBe("READY");
      return upstream().length === 0; // Once it has heard of the pair.
    });
  });

  it("R51: run a mutation with a key once, whichever replica it reaches", async () => {
    const { replicas, upstream } = await startReplicas({ emulator: { latencyMs: 100 } });
    const outcomes = await Promise.all(replicas.map((replica) => publish(replica, "新模型", "k")));
    expect(outcomes[0]?.data.publishModel.modelVersion.version).toBe("1");
    for (const outcome of outcomes) expect(outcome).toEqual(outcomes[0]);
    const reused = await publish(replicas[1], "另一模型", "k");
    expect(reused.errors?.[0]?.extensions.code).toBe("IDEMPOTENCY_KEY_REUSED");
    expect(upstream()).toEqual(["publishTrainModel"]);
  });

  it("R51: delete and export once under a key, and tell at each replica what became of it", async () => {
    const { replicas, upstream } = await startReplicas({ emulator: { latencyMs: 100 } });
    const refused = `deletions { outcome model { id numericId name } } userErrors { code field message }`;
    const document = `mutation {
      deleteModels(ids: ["am-none", "am-4kq9trv2xw7b"], idempotencyKey: "d") { ${refused} }
      exportEvaluationResults(input: { evaluationTaskId: "ame-5wz1kd8qh3vn", idempotencyKey: "e" }) {
        evaluationResultExport { id } userErrors { code } } }`;
    const outcomes = await Promise.all(replicas.map(({ query }) => query(document)));
    expect(outcomes[0]?.data.deleteModels).toMatchObject({
      deletions: [{ outcome: "NOT_FOUND" }, { outcome: "DELETED", model: { name: "客服助手" } }],
      userErrors: [{ code: "MODEL_NOT_FOUND" }],
    });
    for (const outcome of outcomes) expect(outcome).toEqual(outcomes[0]);
    const writes = upstream().filter((operation) => /delete|result\/export$/i.test(operation));
    expect(writes).toHaveLength(2);
  });

  it("R52: while Redis is gone answer reads at once, and refuse a mutation with a key", async () => {
    const { replicas, redis, upstream } = await startReplicas();
    const [one] = replicas;
    await redis.stop();
    await until(async () => JSON.stringify(await readiness(one)).includes('"redis":"failing"'));
    expect(await readiness(one)).toMatchObject({ status: 200, ready: true });
    expect((await one.query(MOVING)).errors).toBeUndefined();
    const refused = await publish(one, "新模型", "k");
    expect(refused.errors?.[0]?.extensions).toMatchObject({
      code: "IDEMPOTENCY_UNAVAILABLE",
      retryable: true,
    });
    expect(upstream()).toEqual(["modelDetail"]);
    await redis.start();
    await until(async () => JSON.stringify(await readiness(one)).includes('"redis":"ok"'));
    expect((await publish(one, "新模型", "k")).data.publishModel.userErrors).toEqual([]);
  });

  it("R53: do the same while Redis is frozen: nothing hangs", async () => {
    const { replicas, redis } = await startReplicas();
    const [one, two] = replicas;
    redis.freeze();
    const [read, write] = await Promise.all([one.query(FINAL), publish(two, "新模型", "k")]);
    expect(read.data.modelVersion.state).toBe("READY");
    expect(write.errors?.[0]?.extensions.code).toBe("IDEMPOTENCY_UNAVAILABLE");
    redis.thaw();
    await until(async () => JSON.stringify(await readiness(two)).includes('"redis":"ok"'));
    expect((await publish(two, "新模型", "k")).data.publishModel.userErrors).toEqual([]);
  });

  it("R54: start without Redis, and find it later", async () => {
    const { redis, qianfan } = await startReplicas();
    await redis.stop();
    const late = await startReplica({
      QIANFAN_ACCESS_KEY: DEMO_ACCOUNT.accessKey,
      QIANFAN_SECRET_KEY: DEMO_ACCOUNT.secretKey,
      QIANFAN_CONSOLE_API_BASE_URL: qianfan.url,
      REDIS_URL: redis.url,
      PORT: "0",
      ADMIN_PORT: "0",
    });
    expect((await late.query(FINAL)).data.modelVersion.state).toBe("READY");
    await redis.start();
    await until(async () => JSON.stringify(await readiness(late)).includes('"redis":"ok"'));
  });

  it("R55: lose one under load at once, and whoever calls the others notices nothing", async () => {
    const { replicas, startProcess } = await startReplicas({ emulator: { latencyMs: 10 } });
    const dying = await startProcess();
    let stopping = false;
    let answered = 0;
    const load = async (url: string) => {
      while (!stopping) {
        const { data, errors } = await ask(url, MOVING);
        expect(errors).toBeUndefined();
        expect(data.model.name).toBe("客服助手");
        answered += 1;
      }
    };
    const callers = replicas.flatMap(({ app }) => [load(app.url), load(app.url)]);
    const lost = load(dying.url);
    const outcome = expect(lost).rejects.toThrow("fetch failed");
    await until(() => answered > 30);
    await dying.kill();
    await outcome;
    const before = answered;
    await until(() => answered > before + 30);
    stopping = true;
    await Promise.all(callers);
    expect((await publish(replicas[1], "新模型", "k")).data.publishModel.userErrors).toEqual([]);
  });

  it("R57: a write whose replica dies in the middle is never sent again", async () => {
    const { replicas, startProcess, qianfan, upstream } = await startReplicas();
    const dying = await startProcess();
    qianfan.latencyMs = 60_000;
    const input = { ...RUN, modelName: "新模型", idempotencyKey: "k" };
    const mutation = `mutation ($input: PublishModelInput!) { publishModel(input: $input) { model { id } } }`;
    const lost = ask(dying.url, mutation, { input }).catch(() => null);
    await until(() => qianfan.calls.length === 1);
    await dying.kill();
    await lost;
    qianfan.latencyMs = 0;
    const again = await publish(replicas[0], "新模型", "k");
    expect(again.errors?.[0]?.extensions).toMatchObject({
      code: "OUTCOME_UNKNOWN",
      retryable: false,
    });
    expect(upstream()).toEqual(["publishTrainModel"]);
  });

  it("R58: keep two callers with the same key apart, on whichever replica", async () => {
    const { path, tokens } = tokensFile(
      { name: "ann", scopes: ["publish"] },
      { name: "bob", scopes: ["publish"] },
    );
    const [ann, bob] = tokens.map(bearer);
    const { replicas, upstream } = await startReplicas({ settings: { TOKENS_FILE: path } });
    const hers = await publish(replicas[0], "新模型", "k", ann);
    const his = await publish(replicas[1], "另一模型", "k", bob);
    expect(his.data.publishModel.model.id).not.toBe(hers.data.publishModel.model.id);
    expect(await publish(replicas[2], "新模型", "k", ann)).toEqual(hers);
    expect(await publish(replicas[2], "另一模型", "k", bob)).toEqual(his);
    expect(upstream()).toEqual(["publishTrainModel", "publishTrainModel"]);
  });

  it("R59: keep several accounts of one server apart, and each with itself", async () => {
    const [a, b] = [
      { accessKey: "a".repeat(32), secretKey: "b".repeat(32), userId: 1 },
      { accessKey: "c".repeat(32), secretKey: "d".repeat(32), userId: 2 },
    ];
    const accounts = [
      { name: "a", accessKey: a.accessKey, secretKey: a.secretKey },
      { name: "b", accessKey: b.accessKey, secretKey: b.secretKey },
    ];
    const file = join(directory(), "accounts.json");
    writeFileSync(file, JSON.stringify({ accounts }));
    const { path, tokens } = tokensFile(
      { name: "ann", account: "a", scopes: ["read", "publish"] },
      { name: "bob", account: "b", scopes: ["read", "publish"] },
    );
    const [ann, bob] = tokens.map(bearer);
    const { replicas, redis, upstream } = await startReplicas({
      emulator: { accounts: [a, b] },
      settings: {
        ACCOUNTS_FILE: file,
        TOKENS_FILE: path,
        QIANFAN_ACCESS_KEY: "",
        QIANFAN_SECRET_KEY: "",
      },
    });
    const [one, two] = replicas;
    const answer = await one.query(FINAL, {}, ann);
    expect(answer.data.modelVersion.state).toBe("READY");
    await until(async () => (await redis.client.keys("*:version-details:*")).length === 1);
    upstream();
    expect(await two.query(FINAL, {}, ann)).toEqual(answer);
    expect(upstream()).toEqual([]);
    expect((await two.query(FINAL, {}, bob)).data.modelVersion).toBeNull();
    expect((await publish(one, "新模型", "k", ann)).data.publishModel.model).not.toBeNull();
    expect((await publish(two, "新模型", "k", bob)).data.publishModel.model).toBeNull();
    expect(JSON.stringify(await redis.client.keys("*"))).not.toMatch(/aaaa|bbbb|cccc|dddd|ann|bob/);
  });

  it("R60: stop asking a Qianfan that keeps failing as soon as one of them has found out", async () => {
    const { replicas, qianfan } = await startReplicas({
      settings: { BREAKER_FAILURES: "2", UPSTREAM_ATTEMPTS: "1", UPSTREAM_TIMEOUT_MS: "200" },
    });
    const [one, two] = replicas;
    qianfan.latencyMs = 2000;
    for (const id of ["am-aaaaaaaaaaaa", "am-bbbbbbbbbbbb"]) {
      await one.query(`{ model(id: "${id}") { name } }`);
    }
    const asked = () => qianfan.calls.length;
    await until(async () => {
      const before = asked();
      const { errors } = await two.query(MOVING);
      expect(errors?.[0]?.extensions.code).toMatch(/QIANFAN_(UNAVAILABLE|TIMEOUT)/);
      return asked() === before; // It has heard, and fails at once.
    });
  });

  it("R56: write nothing secret to Redis, and no key of a caller's in the clear", async () => {
    const { replicas, redis } = await startReplicas();
    await replicas[0].query(
      `{ evaluationTask(id: "ame-5wz1kd8qh3vn") { standard { judge { applicationId } } report { judge { average } } } }`,
    );
    await publish(replicas[0], "新模型", "a caller's key");
    await until(async () => (await redis.client.keys("*:evaluations:*")).length === 1);
    const keys = await redis.client.keys("*");
    const values = await Promise.all(
      keys.map(async (key) => (await redis.client.type(key)) === "string" && redis.client.get(key)),
    );
    const text = JSON.stringify([keys, values]);
    expect(text).toContain("ame-5wz1kd8qh3vn");
    for (const secret of [
      DEMO_ACCOUNT.accessKey,
      DEMO_ACCOUNT.secretKey,
      "must-never-leak",
      "a caller's key",
    ]) {
      expect(text).not.toContain(secret);
    }
  });
});

it("a single process does not load the client of Redis", () => {
  const program = `
    import { createRequire } from "node:module";
    import { createApp } from "./src/app.ts";
    import { readConfig } from "./src/config/index.ts";
    const app = await createApp(readConfig({ QIANFAN_ACCESS_KEY: "a", QIANFAN_SECRET_KEY: "s", PORT: "0", LOG_LEVEL: "silent" }));
    await app.stop();
    const loaded = Object.keys(createRequire(import.meta.url).cache);
    console.log(loaded.length > 10, loaded.filter((file) => /ioredis/.test(file)).length);
  `;
  const argv = ["--import", "tsx", "--input-type=module", "--eval", program];
  expect(execFileSync(process.execPath, argv, { encoding: "utf8" })).toContain("true 0");
});
