import { describe, expect, it } from "vitest";
import { StopController } from "../src/stop-signal.ts";

describe("a signal to stop", () => {
  it("tells everyone who listens once, with the first reason", () => {
    const stop = new StopController();
    const told: string[] = [];
    const stays = () => told.push("stays");
    const leaves = () => told.push("leaves");
    stop.signal.addEventListener("abort", stays, { once: true });
    stop.signal.addEventListener("abort", leaves, { once: true });
    stop.signal.removeEventListener("abort", leaves);
    expect(stop.signal.aborted).toBe(false);
    stop.signal.throwIfAborted();
    stop.abort(new Error("first"));
    stop.abort(new Error("second"));
    expect(told).toEqual(["stays"]);
    expect(stop.signal.reason).toEqual(new Error("first"));
    expect(() => stop.signal.throwIfAborted()).toThrow("first");
  });

  it("has no reason before it has fired", () => {
    expect(() => new StopController().signal.reason).toThrow("has not fired");
  });
});
