import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { Worker } from "node:worker_threads";
import { expect, it } from "vitest";
import { listen } from "../../src/server/listen.ts";

/** More than node lets wait of its own accord, which is 511. */
const CROWD = 600;
const PATIENCE_MS = 10_000;

/** Connects as often, and counts who was let in and who was refused, in memory that both threads see. */
const CROWD_THREAD = `
  const [LET_IN, REFUSED] = [0, 1];
  const { connect } = require("node:net");
  const { port, count, over, crowd } = require("node:worker_threads").workerData;
  let left = crowd;
  const counted = (kind) => () => {
    Atomics.add(count, kind, 1);
    left -= 1;
    if (left > 0) return;
    Atomics.store(over, 0, 1);
    Atomics.notify(over, 0);
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
  const count = new Int32Array(new SharedArrayBuffer(8));
  const over = new Int32Array(new SharedArrayBuffer(4));
  const crowd = new Worker(CROWD_THREAD, {
    eval: true,
    workerData: { port: Number(port), count, over, crowd: CROWD },
  });
  await once(crowd, "online");
  // This thread takes no connection meanwhile.
  Atomics.wait(over, 0, 0, PATIENCE_MS);
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
