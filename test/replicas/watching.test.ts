import { expect, it } from "vitest";
import type { App } from "../../src/app.ts";
import { ManualClock } from "../../src/emulator/index.ts";
import type { Answer, KitOptions } from "../kit/index.ts";
import { describeWithRedis } from "../kit/redis.ts";
import { ask, startReplicas } from "../kit/replicas.ts";
import { overEventStream, type Results } from "../kit/subscribe.ts";
import { until } from "./kit.ts";

const EVALUATION = {
  name: "回归评估",
  datasetId: "ds-x3n8q0vz5ktw7b2m",
  versions: [{ modelVersionId: "amv-iid2qm5hx9z0" }],
  rule: { scoreModes: ["ACCURACY"] },
};

/** Three replicas, and an evaluation that waits to be run until the clock is set on. */
async function startWatched(settings: NonNullable<KitOptions["settings"]>) {
  const clock = new ManualClock(new Date("2024-06-01T00:00:00Z"));
  const set = await startReplicas({ emulator: { clock }, settings });
  const created = await set.replicas[0].query(
    `mutation ($input: CreateEvaluationTaskInput!) { createEvaluationTask(input: $input) { evaluationTask { id } } }`,
    { input: EVALUATION },
  );
  const id: string = created.data.createEvaluationTask.evaluationTask.id;
  return { ...set, clock, id };
}

async function watch(url: string, id: string) {
  const results: Results = overEventStream(
    { url },
    `subscription ($id: ID!) { evaluationTaskUpdated(id: $id) { state } }`,
    { id },
  );
  const first = await results.next();
  expect(stateIn(first.value)).toBe("PENDING");
  return results;
}

async function metric({ adminUrl }: App, name: string): Promise<number> {
  const page = await (await fetch(`${adminUrl}/metrics`)).text();
  return Number(new RegExp(`^qianfan_graphql_${name} (\\d+)$`, "m").exec(page)?.[1]);
}

function stateIn(answer: Answer | undefined): string | undefined {
  return answer?.data?.evaluationTaskUpdated?.state;
}

describeWithRedis("what is watched on three replicas", () => {
  it("R61: costs one poll in each interval over all of them, and all see each change", async () => {
    const { replicas, clock, id, qianfan } = await startWatched({
      WATCH_MIN_INTERVAL_MS: "300",
      WATCH_MAX_INTERVAL_MS: "300",
    });
    const subscribers = await Promise.all(replicas.map(({ app }) => watch(app.url, id)));
    const polls = () => qianfan.calls.filter(({ operation }) => operation === "eval/detail").length;
    const [before, began] = [polls(), performance.now()];
    await until(() => polls() >= before + 6);
    const intervals = (performance.now() - began) / 300;
    // Each by itself would make three in each.
    expect(polls() - before).toBeLessThan(intervals * 1.5 + 2);
    clock.advance(10_000);
    for (const { value } of await Promise.all(subscribers.map((results) => results.next()))) {
      expect(stateIn(value)).toBe("DOING");
    }
    await Promise.all(subscribers.map((results) => results.return()));
  });

  it("R62: goes on when the replica that polls dies in the middle of it", async () => {
    const { replicas, clock, id, startProcess, qianfan } = await startWatched({
      WATCH_MIN_INTERVAL_MS: "5000",
      WATCH_MAX_INTERVAL_MS: "5000",
    });
    // It looks so much more often that it is always the one that polls.
    const dying = await startProcess({
      WATCH_MIN_INTERVAL_MS: "300",
      WATCH_MAX_INTERVAL_MS: "300",
    });
    await watch(dying.url, id);
    const subscriber = await watch(replicas[1].app.url, id);
    qianfan.latencyMs = 60_000;
    await until(() => qianfan.calls.at(-1)?.ended === null);
    expect(await metric(replicas[1].app, "flights")).toBe(0);
    await dying.kill();
    qianfan.latencyMs = 0;
    clock.advance(10_000);
    expect(stateIn((await subscriber.next()).value)).toBe("DOING");
    await subscriber.return();
  });

  it("R63: shows a mutation on another replica at once", async () => {
    const { replicas, id } = await startWatched({
      WATCH_MIN_INTERVAL_MS: "600000",
      WATCH_MAX_INTERVAL_MS: "600000",
    });
    const subscriber = await watch(replicas[1].app.url, id);
    await ask(
      replicas[0].app.url,
      `mutation ($id: ID!) { stopEvaluationTask(id: $id) { userErrors { code } } }`,
      { id },
    );
    expect(stateIn((await subscriber.next()).value)).toBe("STOPPING");
    await subscriber.return();
  });

  it("R64: goes on while Redis is frozen, then gone", async () => {
    const { replicas, clock, id, redis } = await startWatched({
      WATCH_MIN_INTERVAL_MS: "300",
      WATCH_MAX_INTERVAL_MS: "300",
    });
    const subscriber = await watch(replicas[1].app.url, id);
    redis.freeze();
    clock.advance(10_000);
    expect(stateIn((await subscriber.next()).value)).toBe("DOING");
    await redis.stop();
    clock.advance(100_000);
    expect(stateIn((await subscriber.next()).value)).toBe("DONE");
    expect((await subscriber.next()).done).toBe(true);
  });
});
