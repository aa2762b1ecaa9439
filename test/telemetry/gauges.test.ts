import { expect, it, vi } from "vitest";
import { Replicas } from "../../src/datasources/redis/index.ts";
import { GAUGES, Metrics } from "../../src/observability/metrics.ts";
import { startKit } from "../kit/index.ts";

it("each gauge is read from something that is there in a running server", async () => {
  const observe = vi.spyOn(Metrics.prototype, "observe");
  await startKit({ settings: { ADMIN_PORT: "0" } });
  // Redis is observed only where it is set.
  const sources = [...observe.mock.calls.map(([source]) => source), Replicas.prototype];
  const unread = Object.keys(GAUGES).filter((name) => !sources.some((source) => name in source));
  expect(unread).toEqual([]);
});
