import { pino } from "pino";
import { expect, it } from "vitest";
import { Subscription, Subscriptions } from "../../src/http/subscriptions/subscriptions.ts";
import { buildSchema } from "../../src/schema.ts";

it("a fault nobody foresaw is told to a subscriber without a word of it, and logged in full", async () => {
  const logged: string[] = [];
  const subscriptions = new Subscriptions({
    schema: buildSchema(),
    contextOf: () => {
      throw new TypeError("the secret is hunter2");
    },
    maxOpen: 1,
    safelist: null,
    log: pino({}, { write: (line) => logged.push(line) }),
  });
  const caller = { headers: {} };
  const query = `subscription { watched: modelVersionUpdated(id: "amv-1") { id } }`;
  const subscription = subscriptions.onSubscribe({ query }, caller);
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
