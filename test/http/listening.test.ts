import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { Worker } from "node:worker_threads";
import { expect, it } from "vitest";
import { listen } from "../../src/http/listening.ts";

/** More than node lets wait of its own accord, which is 511. */
const CROWD = 600;
const PATIENCE_MS = 10_000;
const BOTH = 2;

/** Connects as often, and counts who was let in and who was refused, in memory that both threads see. */
const CROWD_THREAD = `
  const [LET_IN, REFUSED, BOTH] = [0, 1, 2];
  const { connect } = require("node:net");
  const { port, count, crowd } = require("node:worker_threads").workerData;
  const counted = (kind) => () => {
    Atomics.add(count, kind, 1);
    Atomics.add(count, BOTH, 1);
    Atomics.notify(count, BOTH);
  };
  for (let n = 0; n < crowd; n += 1) {
    connect(port, "127.0.0.1").once("connect", counted(LET_IN)).on("error", counted(REFUSED));
  }
`;

it("lets a crowd wait that comes while the server is busy, as when another replica has drained", async ({
  skip,
}) => {
  const most = mostWaiting();
  skip(most < CROWD, `This machine lets ${most} connections wait at most.`);
  const server = createServer();
  const { port } = new URL(await listen(server, "127.0.0.1", 0));
  const count = new Int32Array(new SharedArrayBuffer(12));
  const crowd = new Worker(CROWD_THREAD, {
    eval: true,
    workerData: { port: Number(port), count, crowd: CROWD },
  });
  await once(crowd, "online");
  // This thread takes no connection meanwhile.
  const end = performance.now() + PATIENCE_MS;
  for (let seen = 0; seen < CROWD && performance.now() < end; seen = Atomics.load(count, BOTH)) {
    Atomics.wait(count, BOTH, seen, PATIENCE_MS);
  }
  const [connected, refused] = count;
  await crowd.terminate();
  server.closeAllConnections();
  server.close();
  expect({ connected, refused }).toEqual({ connected: CROWD, refused: 0 });
});

/** What the system allows any server. */
function mostWaiting(): number {
  const setting = "/proc/sys/net/core/somaxconn";
  return existsSync(setting) ? Number(readFileSync(setting, "utf8")) : 128;
}
