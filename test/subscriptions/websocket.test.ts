import { once } from "node:events";
import { createClient } from "graphql-ws";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import WebSocket, { type ClientOptions } from "ws";
import { type Kit, startKit } from "../kit/index.ts";
import { overWebSocket, rest, webSocketUrl, wsClient } from "../kit/subscribe.ts";

const PROTOCOL = "graphql-transport-ws";
const RUNNING = `subscription { evaluationTaskUpdated(id: "ame-h9z1bgznokkg") { state } }`;

async function open(kit: Kit, options: ClientOptions = {}, protocol = PROTOCOL) {
  const socket = new WebSocket(webSocketUrl(kit), protocol, options);
  onTestFinished(() => socket.terminate());
  const received: unknown[] = [];
  socket.on("message", (message) => received.push(JSON.parse(String(message))));
  await once(socket, "open");
  return {
    socket,
    received,
    send: (message: object) => socket.send(JSON.stringify(message)),
    closed: once(socket, "close").then(([code, reason]) => [code, String(reason)]),
  };
}

async function introduced(kit: Kit, options: ClientOptions = {}) {
  const connection = await open(kit, options);
  connection.send({ type: "connection_init" });
  await vi.waitFor(() => expect(connection.received).toEqual([{ type: "connection_ack" }]));
  return connection;
}

describe("a WebSocket", () => {
  it("must introduce itself in time, and before it subscribes", async () => {
    const kit = await startKit({ settings: { WEBSOCKET_INIT_TIMEOUT_MS: "50" } });
    const silent = await open(kit);
    expect(await silent.closed).toEqual([4408, "Connection initialisation timeout"]);
    const hasty = await open(kit);
    hasty.send({ id: "1", type: "subscribe", payload: { query: RUNNING } });
    expect(await hasty.closed).toEqual([4401, "Unauthorized"]);
    expect(kit.upstream()).toEqual([]);
  });

  it("is closed when it has had no subscription for the set time, and not before", async () => {
    const kit = await startKit({
      settings: { WEBSOCKET_IDLE_SECONDS: "60", SUBSCRIPTION_HEARTBEAT_SECONDS: "3600" },
    });
    const { socket, closed, send, received } = await introduced(kit);
    kit.time.pass(59_000);
    send({ id: "1", type: "subscribe", payload: { query: RUNNING } });
    await vi.waitFor(() => expect(received).toHaveLength(2));
    kit.time.pass(600_000);
    expect(socket.readyState).toBe(WebSocket.OPEN);
    send({ id: "1", type: "complete" });
    await vi.waitFor(() => expect(kit.time.scheduled).toContain(60_000));
    kit.time.pass(60_000);
    expect(await closed).toEqual([1000, "Idle"]);
  });

  it("is pinged, and taken for dead when it leaves a ping classifyTransportError", async () => {
    const kit = await startKit({ settings: { SUBSCRIPTION_HEARTBEAT_SECONDS: "12" } });
    const alive = await introduced(kit);
    const dead = await introduced(kit, { autoPong: false });
    const pinged = Promise.all([once(alive.socket, "ping"), once(dead.socket, "ping")]);
    kit.time.pass(12_000);
    await pinged;
    // The answer to this comes after the pong has arrived.
    alive.send({ type: "ping" });
    await vi.waitFor(() => expect(alive.received).toHaveLength(2));
    const again = once(alive.socket, "ping");
    kit.time.pass(12_000);
    await again;
    expect(await dead.closed).toEqual([1006, ""]);
    expect(alive.socket.readyState).toBe(WebSocket.OPEN);
  });

  it("takes no more subscriptions than the setting allows, on itself and in all", async () => {
    const kit = await startKit({
      settings: { SUBSCRIPTIONS_MAX_PER_CONNECTION: "2", SUBSCRIPTIONS_MAX: "3" },
    });
    const { send, received } = await introduced(kit);
    for (const id of ["1", "2", "3"]) send({ id, type: "subscribe", payload: { query: RUNNING } });
    await vi.waitFor(() => expect(received).toHaveLength(4));
    expect(received).toContainEqual({
      id: "3",
      type: "error",
      payload: [
        {
          message:
            "No more than 2 subscriptions may be open on one connection. End one, or try again later.",
          extensions: {
            code: "SUBSCRIPTION_LIMIT_EXCEEDED",
            setting: "SUBSCRIPTIONS_MAX_PER_CONNECTION",
            limit: 2,
            found: 3,
            retryable: true,
            requestId: expect.any(String),
          },
        },
      ],
    });
    const third = overWebSocket(kit, RUNNING);
    expect((await third.next()).value?.data).toBeDefined();
    const [fourth] = await rest(overWebSocket(kit, RUNNING, {}, { "Accept-Language": "zh" }));
    expect(fourth?.errors?.[0]?.message).toBe(
      "本服务最多可同时打开 3 个订阅。请先结束一个，或稍后重试。",
    );
    await third.return();
    await vi.waitFor(async () => {
      const again = overWebSocket(kit, RUNNING);
      expect((await again.next()).value?.data).toBeTruthy();
    });
  });

  it("takes from its connectionParams only what a browser could not say otherwise", async () => {
    const kit = await startKit();
    const query = `subscription { evaluationTaskUpdated(id: "x") { state } }`;
    const [chinese] = await rest(overWebSocket(kit, query, {}, { "accept-language": "zh" }));
    expect(chinese?.errors?.[0]?.message).toContain("应为");
    const shown = overWebSocket(kit, RUNNING, {}, { "X-Show-Upstream": "1" });
    expect((await shown.next()).value?.extensions).toEqual({ upstream: [] });
  });

  it("may not be opened by a page of another site, at another path, or with another protocol", async () => {
    const kit = await startKit();
    const status = (url: string, options: ClientOptions) => {
      const socket = new WebSocket(url, PROTOCOL, options);
      return once(socket, "unexpected-response").then(([, response]) => response.statusCode);
    };
    const url = webSocketUrl(kit);
    expect(await status(url, { origin: "https://elsewhere.example" })).toBe(403);
    expect(await status(url, { origin: "null" })).toBe(403);
    expect(await status(url.replace("/graphql", "/elsewhere"), {})).toBe(404);
    const same = await introduced(kit, { origin: new URL(kit.url).origin });
    expect(same.socket.readyState).toBe(WebSocket.OPEN);
    const other = new WebSocket(url, "graphql-ws");
    const [error] = await once(other, "error");
    expect(String(error)).toContain("Server sent no subprotocol");
  });

  it("is closed on a message that is none, or too large, without a warning in the log", async () => {
    const kit = await startKit({ settings: { MAX_BODY_BYTES: "1000" } });
    const garbled = await introduced(kit);
    garbled.socket.send("{");
    expect(await garbled.closed).toEqual([4400, "Invalid message received"]);
    const large = await introduced(kit);
    large.socket.send("x".repeat(2000));
    expect((await large.closed)[0]).toBe(1009);
    expect(kit.logged.filter(({ level }) => Number(level) > 30)).toEqual([]);
  });

  it("is closed with a code to connect again on when the server stops", async () => {
    const kit = await startKit();
    const { closed, send, received } = await introduced(kit);
    send({ id: "1", type: "subscribe", payload: { query: RUNNING } });
    await vi.waitFor(() => expect(received).toHaveLength(2));
    await kit.stop();
    expect(await closed).toEqual([1012, "The server restarts: connect again."]);
    expect(received).toHaveLength(2);
    await vi.waitFor(() => expect(kit.time.scheduled).toEqual([]));
  });

  it("on which the server stopped makes graphql-ws's client try again", async () => {
    const kit = await startKit();
    let retries = 0;
    const client = createClient({
      url: webSocketUrl(kit),
      webSocketImpl: WebSocket,
      retryAttempts: 1,
      retryWait: async () => {
        retries += 1;
      },
    });
    onTestFinished(async () => void (await client.dispose()));
    const results = client.iterate({ query: RUNNING });
    await results.next();
    const next = results.next();
    await Promise.all([kit.stop(), expect(next).rejects.toBeDefined()]);
    expect(retries).toBe(1);
  });
});

describe("many subscriptions on one WebSocket", () => {
  it("end one by one, each taking its part of the polling with it", async () => {
    const kit = await startKit();
    const client = wsClient(kit);
    const [first, second] = [
      client.iterate({ query: RUNNING }),
      client.iterate({ query: RUNNING }),
    ];
    await Promise.all([first.next(), second.next()]);
    expect(kit.upstream()).toEqual(["eval/detail"]);
    await first.return?.();
    kit.time.pass(2000);
    await vi.waitFor(() => expect(kit.upstream()).toEqual(["eval/detail"]));
    await second.return?.();
    await vi.waitFor(() => expect(kit.time.scheduled).toEqual([]));
  });
});
