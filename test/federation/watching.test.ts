import { createClient } from "graphql-sse";
import { expect, it, onTestFinished, vi } from "vitest";
import type { Answer } from "../kit/index.ts";
import { pass } from "../kit/subscribe.ts";
import { startSupergraph } from "./kit.ts";

const RUNNING = "ame-7dk3wm9qx2tz";

it("Hive Gateway passes a subscription on, and adds another subgraph's fields to each event", async () => {
  const { url, qianfan } = await startSupergraph("Hive Gateway", {
    settings: { SUBSCRIPTION_HEARTBEAT_SECONDS: "3600" },
  });
  const client = createClient({ url, retryAttempts: 0 });
  onTestFinished(() => client.dispose());
  const results = client.iterate<Answer["data"]>({
    query: `subscription { evaluationTaskUpdated(id: "${RUNNING}") {
      state units { inferenceDataset { state } modelVersion { deployments { region } } } } }`,
  });
  const event = (state: string, answers: string) => ({
    data: {
      evaluationTaskUpdated: {
        state,
        units: [
          {
            inferenceDataset: { state: answers },
            modelVersion: { deployments: [{ region: "bj" }] },
          },
          {
            inferenceDataset: { state: answers },
            modelVersion: { deployments: [{ region: "su" }] },
          },
        ],
      },
    },
  });
  expect((await results.next()).value).toEqual(event("DOING", "PENDING"));
  await pass(qianfan, 20_000);
  expect((await results.next()).value).toEqual(event("DOING", "SUCCEEDED"));
  await pass(qianfan, 60_000);
  expect((await results.next()).value).toEqual(event("DONE", "SUCCEEDED"));
  expect((await results.next()).done).toBe(true);
  await vi.waitFor(() => expect(qianfan.time.scheduled).toEqual([]));
  // One reading and two polls. The other subgraph goes by the versions' keys, which the evaluation tells.
  expect(qianfan.upstream()).toEqual(["eval/detail", "eval/detail", "eval/detail"]);
});

it("Hive Gateway's subscribers to one evaluation share its polls", async () => {
  const { url, qianfan } = await startSupergraph("Hive Gateway", {
    settings: { SUBSCRIPTION_HEARTBEAT_SECONDS: "3600" },
  });
  const query = `subscription { evaluationTaskUpdated(id: "${RUNNING}") { state } }`;
  const all = Array.from({ length: 5 }, () => {
    const client = createClient({ url, retryAttempts: 0 });
    onTestFinished(() => client.dispose());
    return client.iterate<Answer["data"]>({ query });
  });
  const next = () => Promise.all(all.map(async (results) => (await results.next()).value));
  const state = (state: string) => Array(5).fill({ data: { evaluationTaskUpdated: { state } } });
  expect(await next()).toEqual(state("DOING"));
  await pass(qianfan, 60_000);
  expect(await next()).toEqual(state("DONE"));
  expect(qianfan.upstream()).toEqual(["eval/detail", "eval/detail"]);
});

it("a client that leaves Hive Gateway ends the polling here", async () => {
  const { url, qianfan } = await startSupergraph("Hive Gateway");
  const client = createClient({ url, retryAttempts: 0 });
  const results = client.iterate<Answer["data"]>({
    query: `subscription { evaluationTaskUpdated(id: "${RUNNING}") { state } }`,
  });
  await results.next();
  expect(qianfan.time.scheduled.length).toBeGreaterThan(0);
  client.dispose();
  await vi.waitFor(() => expect(qianfan.time.scheduled).toEqual([]), { timeout: 10_000 });
});
