import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  ClientConnection,
  ClientDisconnected,
  DeadlineExceeded,
  deadline,
  during,
} from "../src/util/deadline.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

const NEVER = new AbortController();

describe("a deadline", () => {
  it("is when its time is up, and is of no account once its caller has left", () => {
    const { signal } = deadline(1000, NEVER);
    vi.advanceTimersByTime(999);
    expect(signal.aborted).toBe(false);
    vi.advanceTimersByTime(1);
    expect(signal.reason).toEqual(new DeadlineExceeded(1000));
    const leaving = new AbortController();
    const left = deadline(1000, leaving);
    leaving.abort(new ClientDisconnected());
    expect(left.signal.reason).toEqual(new ClientDisconnected());
    expect(vi.getTimerCount()).toBe(0);
  });

  it("does not come nearer while something is waited for on purpose", async () => {
    const operation = deadline(1000, NEVER);
    vi.advanceTimersByTime(400);
    let end = () => {};
    const first = operation.paused(() => new Promise<void>((resolve) => (end = resolve)));
    let endSecond = () => {};
    const second = operation.paused(() => new Promise<void>((resolve) => (endSecond = resolve)));
    vi.advanceTimersByTime(60_000);
    expect(operation.at).toBe(Number.POSITIVE_INFINITY);
    end();
    await first;
    vi.advanceTimersByTime(60_000);
    expect(operation.signal.aborted).toBe(false);
    endSecond();
    await second;
    expect(operation.at - performance.now()).toBe(600);
    vi.advanceTimersByTime(599);
    expect(operation.signal.aborted).toBe(false);
    vi.advanceTimersByTime(1);
    expect(operation.signal.reason).toEqual(new DeadlineExceeded(1000));
  });

  it("may be listened to by any number of reads without a warning", async () => {
    const warnings: Error[] = [];
    const note = (warning: Error) => warnings.push(warning);
    process.on("warning", note);
    const { signal } = deadline(1000, NEVER);
    for (let n = 0; n < 100; n += 1) signal.addEventListener("abort", () => {}, { once: true });
    await new Promise(setImmediate);
    process.off("warning", note);
    expect(warnings).toEqual([]);
  });

  it("is not set anew when the caller leaves while it is paused", async () => {
    const leaving = new AbortController();
    const operation = deadline(1000, leaving);
    await operation.paused(async (gone) => {
      leaving.abort(new ClientDisconnected());
      expect(gone.aborted).toBe(true);
    });
    expect(operation.signal.aborted).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("those who wait for one answer", () => {
  const client = () => {
    const socket = new Socket();
    const response = new ServerResponse(new IncomingMessage(socket));
    response.assignSocket(socket);
    return { connection: new ClientConnection(response), leave: () => socket.destroy() };
  };
  const turn = () => new Promise(setImmediate);

  it("have left when the last of them has", async () => {
    const [first, second] = [client(), client()];
    const { signal } = first.connection;
    first.connection.join(second.connection);
    first.leave();
    await turn();
    expect([first.connection.isDisconnected, signal.aborted]).toEqual([false, false]);
    second.leave();
    await turn();
    expect([first.connection.isDisconnected, signal.aborted]).toEqual([true, true]);
  });

  it("are not joined by one who has left already", async () => {
    const [first, second] = [client(), client()];
    const { signal } = first.connection;
    second.leave();
    await turn();
    first.connection.join(second.connection);
    first.leave();
    await turn();
    expect([first.connection.isDisconnected, signal.aborted]).toEqual([true, true]);
  });
});

describe("what is done during a call", () => {
  it("has a signal that fires at its end, and when the caller leaves", async () => {
    const leaving = new AbortController();
    const ended = await during(leaving.signal, async (over) => over);
    expect(ended.reason).toEqual(new ClientDisconnected());
    await during(leaving.signal, async (over) => {
      leaving.abort();
      expect(over.reason).toEqual(new ClientDisconnected());
    });
    await during(leaving.signal, async (over) => expect(over.aborted).toBe(true));
  });
});
