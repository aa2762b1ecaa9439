import { setImmediate } from "node:timers/promises";
import { afterAll, beforeEach } from "vitest";

// A rejection that nobody waits for would end a server without the last net, and is a fault with it:
// it fails the test during which it happened. A server that a test has started is stopped by then,
// since what is registered first runs last.
const rejections: unknown[] = [];
const note = (reason: unknown) => rejections.push(reason);
process.on("unhandledRejection", note);
// The next file may run in this process, with a note of its own.
afterAll(() => void process.off("unhandledRejection", note));

beforeEach(({ onTestFinished }) => {
  rejections.length = 0;
  onTestFinished(async () => {
    await setImmediate();
    const [first] = rejections;
    if (rejections.length === 0) return;
    throw new Error("a promise was rejected with nobody waiting for it", { cause: first });
  });
});
