import { createClient } from "graphql-sse";
import { expect, it, onTestFinished, vi } from "vitest";
import type { Answer } from "../kit/index.ts";
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
      state units { version modelVersion { deployments { region } } } } }`,
  });
  const units = [
    { version: "1", modelVersion: { deployments: [{ region: "bj" }] } },
    { version: "2", modelVersion: { deployments: [{ region: "su" }] } },
  ];
  expect((await results.next()).value).toEqual({
    data: { evaluationTaskUpdated: { state: "DOING", units } },
  });
  qianfan.time.pass(60_000);
  expect((await results.next()).value).toEqual({
    data: { evaluationTaskUpdated: { state: "DONE", units } },
  });
  expect((await results.next()).done).toBe(true);
  await vi.waitFor(() => expect(qianfan.time.scheduled).toEqual([]));
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
