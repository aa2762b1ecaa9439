import { pino } from "pino";
import { expect, it } from "vitest";
import { anyone } from "../../src/auth/caller.ts";
import { readConfig } from "../../src/config/index.ts";
import { operationLimits } from "../../src/limits/operation-limits.ts";
import { ErrorFormatter } from "../../src/pipeline/format-errors.ts";
import { Pipeline } from "../../src/pipeline/index.ts";
import { getSchema } from "../../src/schema/index.ts";
import { Subscriptions } from "../../src/server/subscriptions/subscriptions.ts";
import { WALL_TIME } from "../../src/util/time.ts";

it("masks an unexpected error for a subscriber, and logs it in full", async () => {
  const logged: string[] = [];
  const schema = getSchema();
  const config = readConfig({ QIANFAN_ACCESS_KEY: "a", QIANFAN_SECRET_KEY: "b" });
  const log = pino({}, { write: (line) => logged.push(line) });
  const caller = async () => anyone("default");
  const errors = new ErrorFormatter({ scrub: (text) => text, suggests: true, log });
  const report = () => {};
  const pipeline = new Pipeline({
    ...{ schema, limits: operationLimits(config, schema), errors, report, log },
    ...{ introspection: true, safelist: null, metrics: null, stages: [] },
  });
  const subscriptions = new Subscriptions({
    ...{ pipeline, errors, report, heartbeatMs: 12_000, time: WALL_TIME },
    bounds: { maxOpen: 1, maxPerCaller: null },
    callers: { asks: false, admit: caller, authenticate: caller },
    createContext: () => {
      throw new TypeError("the secret is hunter2");
    },
  });
  const query = `subscription { watched: modelVersionUpdated(id: "amv-1") { id } }`;
  const started = await subscriptions.start({ query }, { headers: {} });
  expect(started).toEqual([
    {
      message: "Something went wrong here.",
      extensions: { code: "INTERNAL_SERVER_ERROR", retryable: false, requestId: "" },
    },
  ]);
  expect(subscriptions.open).toBe(0);
  expect(logged.join()).toContain("hunter2");
});
