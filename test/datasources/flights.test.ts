import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import {
  type InFlightRequest,
  RequestCoalescer,
  Wait,
} from "../../src/datasources/coalescing/request-coalescer.ts";

/** A call that ends when the test says so, and knows whether it was given up. */
function call() {
  let resolve = (_: string): void => {};
  let reject = (_: Error): void => {};
  const promise = new Promise<string>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  const started: AbortSignal[] = [];
  const start = (flight: InFlightRequest<string>) => {
    started.push(flight.signal);
    promise.then(
      (answer) => flight.arrive(answer),
      (error) => flight.fail(error),
    );
  };
  return { start, started, resolve, reject };
}

function unhandled(): unknown[] {
  const seen: unknown[] = [];
  const note = (reason: unknown) => seen.push(reason);
  process.on("unhandledRejection", note);
  onTestFinished(() => void process.off("unhandledRejection", note));
  return seen;
}

const stays = () => new AbortController().signal;

function join(
  flights: RequestCoalescer<string>,
  signal: AbortSignal,
  start: (flight: InFlightRequest<string>) => void,
) {
  const underWay = flights.underWay("a");
  const flight = underWay ?? flights.prepare("a", {});
  if (!underWay) {
    flights.begin(flight);
    start(flight);
  }
  return new Promise<string>((resolve, reject) => {
    flight.board(new Wait(flight, signal, resolve, reject), Number.POSITIVE_INFINITY);
  });
}

describe("identical reads under way at the same time", () => {
  it("share one call, and the next one after it has ended is new", async () => {
    const flights = new RequestCoalescer<string>();
    const first = call();
    const both = [join(flights, stays(), first.start), join(flights, stays(), first.start)];
    expect(flights.size).toBe(1);
    first.resolve("answer");
    expect(await Promise.all(both)).toEqual(["answer", "answer"]);
    expect(first.started).toHaveLength(1);
    expect(flights.size).toBe(0);
  });

  it("go on while anyone waits, and are given up when the last one leaves", async () => {
    const flights = new RequestCoalescer<string>();
    const { start, started } = call();
    const [one, two] = [new AbortController(), new AbortController()];
    const waiting = [join(flights, one.signal, start), join(flights, two.signal, start)];
    one.abort(new Error("left"));
    await expect(waiting[0]).rejects.toThrow("left");
    expect(started[0]?.aborted).toBe(false);
    two.abort(new Error("left too"));
    await expect(waiting[1]).rejects.toThrow("left too");
    expect(started[0]?.aborted).toBe(true);
    expect(flights.size).toBe(0);
  });

  it("share a failure without keeping it, and without an unhandled rejection when nobody listens any more", async () => {
    const rejections = unhandled();
    const flights = new RequestCoalescer<string>();
    const failing = call();
    const leaving = new AbortController();
    const left = join(flights, leaving.signal, failing.start);
    const stayed = join(flights, stays(), failing.start);
    leaving.abort(new Error("left"));
    failing.reject(new Error("upstream failed"));
    await expect(left).rejects.toThrow("left");
    await expect(stayed).rejects.toThrow("upstream failed");
    const late = call();
    const gone = new AbortController();
    const nobody = join(flights, gone.signal, late.start);
    gone.abort(new Error("gone"));
    await expect(nobody).rejects.toThrow("gone");
    late.reject(new Error("too late for anyone"));
    await sleep(0);
    expect(rejections).toEqual([]);
  });

  it("are not joined by whoever asks after something has changed", async () => {
    const flights = new RequestCoalescer<string>();
    const [before, after] = [call(), call()];
    const old = join(flights, stays(), before.start);
    flights.forget("a");
    const fresh = join(flights, stays(), after.start);
    before.resolve("old");
    expect(await old).toBe("old");
    expect(flights.size).toBe(1);
    after.resolve("new");
    expect(await fresh).toBe("new");
  });
});
