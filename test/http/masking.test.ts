import { pino } from "pino";
import { expect, it } from "vitest";
import { masking } from "../../src/answer-errors.ts";
import { anyone } from "../../src/auth/caller.ts";
import { readConfig } from "../../src/config.ts";
import { Subscription, Subscriptions } from "../../src/http/subscriptions/subscriptions.ts";
import { operationLimits } from "../../src/limits/operation-limits.ts";
import { buildSchema } from "../../src/schema.ts";
import { WALL_TIME } from "../../src/time.ts";

it("a fault nobody foresaw is told to a subscriber without a word of it, and logged in full", async () => {
  const logged: string[] = [];
  const schema = buildSchema();
  const config = readConfig({ QIANFAN_ACCESS_KEY: "a", QIANFAN_SECRET_KEY: "b" });
  const log = pino({}, { write: (line) => logged.push(line) });
  const caller = async () => anyone("default");
  const subscriptions = new Subscriptions({
    schema,
    limits: operationLimits(config, schema),
    callers: { asks: false, admit: caller, authenticate: caller },
    mask: masking({ scrub: (text) => text, suggests: true, log }),
    metrics: null,
    contextOf: () => {
      throw new TypeError("the secret is hunter2");
    },
    bounds: { maxOpen: 1, maxPerCaller: null },
    heartbeatMs: 12_000,
    time: WALL_TIME,
    safelist: null,
    onEnded: () => {},
  });
  const query = `subscription { watched: modelVersionUpdated(id: "amv-1") { id } }`;
  const subscription = await subscriptions.start({ query }, { headers: {} });
  if (!(subscription instanceof Subscription)) throw new Error("It is valid");
  const results = subscriptions.results(subscription);
  expect(JSON.parse(JSON.stringify((await results.next()).value))).toEqual({
    data: null,
    errors: [
      {
        message: "Something went wrong here.",
        path: ["watched"],
        extensions: { code: "INTERNAL_SERVER_ERROR" },
      },
    ],
  });
  expect((await results.next()).done).toBe(true);
  expect(subscriptions.open).toBe(0);
  expect(logged.join()).toContain("hunter2");
});
