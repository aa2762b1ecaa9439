import { once } from "node:events";
import { connect } from "node:net";
import { expect, it, onTestFinished, vi } from "vitest";
import WebSocket from "ws";
import { startKit } from "../kit/index.ts";
import { webSocketUrl } from "../kit/subscribe.ts";
import { spread } from "../reads/fixtures.ts";

const CHANGES = 80;

/** A task whose events are large: all of them are more than the system's buffers take. */
async function start() {
  const kit = await startKit({
    settings: {
      SUBSCRIPTION_HEARTBEAT_SECONDS: "3600",
      WATCH_MIN_INTERVAL_MS: "500",
      MAX_ALIASES: "100",
    },
  });
  const registry = kit.qianfan.registry();
  const { versions } = spread(registry, 1, 100);
  const task = registry.addTask({ versions, startedAt: kit.qianfan.clock.now() });
  kit.qianfan.clock.advance(5000);
  const fields = Array.from({ length: 100 }, (_, index) => `a${index}: message`).join(" ");
  const query = `subscription { evaluationTaskUpdated(id: "${task.evalIdStr}") {
    state units { ${fields} } } }`;
  return { kit, query, task };
}

/** Lets the task change so often, each change seen by a poll, and end. */
async function changes({ kit, task }: Awaited<ReturnType<typeof start>>): Promise<void> {
  const { time, qianfan } = kit;
  for (let count = 1; count <= CHANGES; count += 1) {
    for (const unit of task.units) {
      Object.assign(unit, { failure: count === CHANGES ? null : `waits for part ${count}` });
    }
    await vi.waitFor(() => expect(time.scheduled[0]).toBeLessThanOrEqual(500), { interval: 1 });
    time.pass(count === CHANGES ? 60_000 : 500);
    await vi.waitFor(() => expect(qianfan.calls).toHaveLength(1 + count), { interval: 1 });
  }
}

it("a WebSocket that is read slowly is sent the newest state, not all that came in between", async () => {
  const started = await start();
  const { kit, query } = started;
  const socket = new WebSocket(webSocketUrl(kit), "graphql-transport-ws");
  onTestFinished(() => socket.terminate());
  const received: string[] = [];
  socket.on("message", (message) => received.push(String(message)));
  await once(socket, "open");
  socket.send(JSON.stringify({ type: "connection_init" }));
  await vi.waitFor(() => expect(received).toHaveLength(1));
  socket.send(JSON.stringify({ id: "1", type: "subscribe", payload: { query } }));
  await vi.waitFor(() => expect(received).toHaveLength(2));
  socket.pause();
  await changes(started);
  socket.resume();
  await vi.waitFor(() => expect(received.at(-1)).toContain(`"complete"`), { timeout: 10_000 });
  const events = received.filter((message) => message.includes(`"next"`));
  expect(events.length).toBeLessThan(CHANGES);
  expect(events.at(-1)).toContain(`"DONE"`);
});

it("an event stream that is read slowly is sent the newest state, not all that came in between", async () => {
  const started = await start();
  const { kit, query } = started;
  const { hostname, port, pathname } = new URL(kit.url);
  const socket = connect(Number(port), hostname);
  onTestFinished(() => void socket.destroy());
  let received = "";
  socket.setEncoding("utf8").on("data", (text) => {
    received += text;
  });
  socket.write(
    `GET ${pathname}?query=${encodeURIComponent(query)} HTTP/1.1\r\nHost: ${hostname}\r\nAccept: text/event-stream\r\n\r\n`,
  );
  await vi.waitFor(() => expect(received).toContain(`"DOING"`));
  socket.pause();
  await changes(started);
  socket.resume();
  await vi.waitFor(() => expect(received).toContain("event: complete"), { timeout: 10_000 });
  const events = received.match(/event: next/g) ?? [];
  expect(events.length).toBeLessThan(CHANGES);
  expect(received).toContain(`"DONE"`);
});
