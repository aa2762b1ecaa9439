import { expect, it } from "vitest";
import type { Stage } from "../../src/pipeline/stage.ts";
import { startKit } from "../kit/index.ts";
import { overEventStream, overMultipart, overWebSocket, type Subscribe } from "../kit/subscribe.ts";

/** A stage as a newcomer would add one: it counts the hooks that ran. */
function counting() {
  const counts = { admitted: 0, started: 0, resolved: 0, sent: 0 };
  const stage: Stage = {
    admit() {
      counts.admitted += 1;
    },
    requestDidStart: async () => {
      counts.started += 1;
      return {
        async didResolveOperation() {
          counts.resolved += 1;
        },
        async willSendResponse() {
          counts.sent += 1;
        },
      };
    },
  };
  return { counts, stage };
}

const QUERY = "{ __typename }";

it("runs an added stage for a POST and a GET, the first and the thousandth time", {
  timeout: 120_000,
}, async () => {
  const { counts, stage } = counting();
  const { url, query } = await startKit({ stages: [stage] });
  for (let n = 1; n <= 1000; n += 1) {
    await query(QUERY);
    if (n === 1 || n === 1000) {
      expect(counts).toEqual({ admitted: n, started: n, resolved: n, sent: n });
    }
  }
  const response = await fetch(`${url}?query=${encodeURIComponent(QUERY)}`, {
    headers: { "apollo-require-preflight": "1" },
  });
  expect(await response.json()).toEqual({ data: { __typename: "Query" } });
  expect(counts).toEqual({ admitted: 1001, started: 1001, resolved: 1001, sent: 1001 });
});

const TRANSPORTS: readonly (readonly [string, Subscribe])[] = [
  ["a WebSocket", overWebSocket],
  ["server-sent events", overEventStream],
  ["parts of a response", overMultipart],
];

it.each(TRANSPORTS)(
  "runs an added stage for a subscription's start and each of its events over %s",
  async (_, subscribe) => {
    const { counts, stage } = counting();
    const kit = await startKit({ stages: [stage] });
    const results = subscribe(
      kit,
      `subscription { evaluationTaskUpdated(id: "ame-5wz1kd8qh3vn") { state } }`,
    );
    expect((await results.next()).value?.data).toEqual({
      evaluationTaskUpdated: { state: "DONE" },
    });
    expect((await results.next()).done).toBe(true);
    // The start, and the one event of a task that is final.
    expect(counts).toEqual({ admitted: 1, started: 2, resolved: 2, sent: 2 });
  },
);

it("runs an added stage for what is refused, over every transport", async () => {
  const { counts, stage } = counting();
  const kit = await startKit({ stages: [stage] });
  await kit.query("{ nothing }");
  for (const [, subscribe] of TRANSPORTS) {
    const { value } = await subscribe(kit, "subscription { nothing }").next();
    expect(value?.errors?.[0]?.extensions.code).toBe("GRAPHQL_VALIDATION_FAILED");
  }
  expect(counts).toEqual({ admitted: 4, started: 4, resolved: 0, sent: 4 });
});
