import { setImmediate } from "node:timers/promises";
import { beforeEach } from "vitest";

// A rejection that nobody waits for would end a server without the last net, and is a fault with it:
// it fails the test during which it happened. A server that a test has started is stopped by then,
// since what is registered first runs last.
const rejections: unknown[] = [];
process.on("unhandledRejection", (reason) => rejections.push(reason));

beforeEach(({ onTestFinished }) => {
  rejections.length = 0;
  onTestFinished(async () => {
    await setImmediate();
    const [first] = rejections;
    if (rejections.length === 0) return;
    throw new Error("a promise was rejected with nobody waiting for it", { cause: first });
  });
});
