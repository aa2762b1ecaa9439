import { once } from "node:events";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import WebSocket, { type ClientOptions } from "ws";
import { type Kit, startKit } from "../kit/index.ts";
import { webSocketUrl } from "../kit/subscribe.ts";

const RUNNING = `subscription { evaluationTaskUpdated(id: "ame-h9z1bgznokkg") { state } }`;
/** It ends within two minutes. */
const SHORT = `subscription { evaluationTaskUpdated(id: "ame-7dk3wm9qx2tz") { state units { message inferenceDataset { state } } } }`;
const subscribe = (id: string, query = RUNNING) => ({ id, type: "subscribe", payload: { query } });
const complete = (id: string) => ({ id, type: "complete" });

async function open(kit: Kit, options: ClientOptions = {}) {
  const socket = new WebSocket(webSocketUrl(kit), "graphql-transport-ws", options);
  onTestFinished(() => socket.terminate());
  const received: { type: string; id?: string }[] = [];
  socket.on("message", (message) => received.push(JSON.parse(String(message))));
  socket.on("error", () => {});
  await once(socket, "open");
  return {
    socket,
    received,
    send: (...messages: object[]) => {
      for (const message of messages) socket.send(JSON.stringify(message));
    },
    closed: new Promise<[number, string]>((resolve) =>
      socket.once("close", (code, reason) => resolve([code, String(reason)])),
    ),
  };
}

async function introduced(kit: Kit) {
  const connection = await open(kit);
  connection.send({ type: "connection_init" });
  await vi.waitFor(() => expect(connection.received).toEqual([{ type: "connection_ack" }]));
  return connection;
}

/** Resolves when all messages sent so far have been handled. */
async function settled({ send, received }: Awaited<ReturnType<typeof open>>) {
  const pongs = () => received.filter(({ type }) => type === "pong").length;
  const before = pongs();
  send({ type: "ping" });
  await vi.waitFor(() => expect(pongs()).toBe(before + 1), { timeout: 10_000 });
}

function errorsIn({ logged }: Kit) {
  return logged.filter(({ level }) => Number(level) > 30);
}

describe("an id that is used again at once", () => {
  it("leaves nothing behind when its socket closes, however often it was", async () => {
    const kit = await startKit();
    const connection = await introduced(kit);
    for (let count = 0; count < 50; count += 1) connection.send(subscribe("1"), complete("1"));
    connection.send(subscribe("1"));
    await settled(connection);
    await vi.waitFor(() =>
      expect(connection.received.filter(({ type }) => type === "next").length).toBeGreaterThan(0),
    );
    connection.socket.terminate();
    await vi.waitFor(() => expect(kit.time.scheduled).toEqual([]));
    kit.upstream();
    kit.time.pass(100_000);
    expect(kit.upstream()).toEqual([]);
    expect(errorsIn(kit)).toEqual([]);
  });

  it("brings each event once, and the end of the first use is not that of the second", async () => {
    const kit = await startKit({ settings: { SUBSCRIPTION_HEARTBEAT_SECONDS: "3600" } });
    const connection = await introduced(kit);
    connection.send(subscribe("1", SHORT), complete("1"), subscribe("1", SHORT));
    await settled(connection);
    const ofOne = () => connection.received.filter(({ id }) => id === "1");
    await vi.waitFor(() => expect(ofOne().length).toBeGreaterThan(0));
    await settled(connection);
    await vi.waitFor(
      () => {
        kit.time.pass(2000);
        expect(ofOne().at(-1)?.type).toBe("complete");
      },
      { timeout: 15_000 },
    );
    const events = ofOne().map((message) => JSON.stringify(message));
    const repeated = events.filter((event, index) => event === events[index + 1]);
    expect(repeated).toEqual([]);
    expect(events.filter((event) => event.includes("complete"))).toHaveLength(1);
  });

  it("takes up no more than one of the subscriptions that may be open", async () => {
    const kit = await startKit({ settings: { SUBSCRIPTIONS_MAX: "2" } });
    const connection = await introduced(kit);
    for (let count = 0; count < 20; count += 1) connection.send(subscribe("1"), complete("1"));
    await settled(connection);
    const other = await introduced(kit);
    other.send(subscribe("a"), subscribe("b"));
    await settled(other);
    await vi.waitFor(() => expect(other.received).toHaveLength(4));
    expect(JSON.stringify(other.received)).not.toContain("SUBSCRIPTION_LIMIT_EXCEEDED");
  });

  it("while it is in use closes the socket with 4409, and ends the first", async () => {
    const kit = await startKit();
    for (const id of ["1", "x".repeat(500), "长".repeat(100)]) {
      const connection = await introduced(kit);
      connection.send(subscribe(id), subscribe(id));
      const [code, reason] = await connection.closed;
      expect(code).toBe(4409);
      expect(reason).toMatch(/^Subscriber for /);
      await vi.waitFor(() => expect(kit.time.scheduled).toEqual([]));
    }
    expect(errorsIn(kit)).toEqual([]);
  });
});

describe("a message that is not the client's to send", () => {
  it.each([
    ["next", { id: "1", type: "next", payload: { data: {} } }],
    ["error", { id: "1", type: "error", payload: [{ message: "no" }] }],
    ["connection_ack", { type: "connection_ack" }],
    ["none of the protocol", { type: "start" }],
    ["no object", 1],
  ])("closes the socket with 4400 and leaves no error in the log: %s", async (_, message) => {
    const kit = await startKit();
    const { send, closed } = await introduced(kit);
    send(message as object);
    expect((await closed)[0]).toBe(4400);
    expect(errorsIn(kit)).toEqual([]);
  });
});

describe("before the acknowledgement", () => {
  it.each(["ping", "pong", "complete", "subscribe", "next"])(
    "%s is not answered: the socket closes",
    async (type) => {
      const kit = await startKit();
      const { send, closed, received } = await open(kit);
      send({ ...subscribe("1"), type, ...(type === "ping" ? { payload: {} } : {}) });
      expect((await closed)[0]).toBe(4401);
      expect(received).toEqual([]);
      expect(kit.upstream()).toEqual([]);
    },
  );

  it("a flood is not read: the socket closes at the first message, and others are served", async () => {
    const kit = await startKit();
    const { send, closed, received } = await open(kit);
    for (let count = 0; count < 20_000; count += 1) send({ type: "ping" });
    expect([1006, 4401]).toContain((await closed)[0]);
    expect(received).toEqual([]);
    expect(await kit.query("{ __typename }")).toEqual({ data: { __typename: "Query" } });
  });
});

describe("a client that does not read", () => {
  it("is cut when it goes on sending, with little of it kept", async () => {
    const kit = await startKit();
    const { socket, received } = await introduced(kit);
    // What is echoed fills the system's buffers first.
    const payload = { text: "x".repeat(10_000) };
    const ping = JSON.stringify({ type: "ping", payload });
    socket.pause();
    let sent = 0;
    const limit = 40_000;
    while (sent < limit && socket.readyState === WebSocket.OPEN && socket.bufferedAmount < 1e8) {
      socket.send(ping);
      sent += 1;
      if (sent % 100 === 0) await new Promise(setImmediate);
    }
    // Either it was cut, or its messages wait unread on its own side.
    const unsent = socket.bufferedAmount;
    expect(socket.readyState !== WebSocket.OPEN || unsent > 5e7).toBe(true);
    expect(received).toHaveLength(1);
    expect(await kit.query("{ __typename }")).toEqual({ data: { __typename: "Query" } });
  });

  it("is cut when it floods with small messages", async () => {
    const kit = await startKit({ settings: { SUBSCRIPTION_HEARTBEAT_SECONDS: "12" } });
    const { socket } = await introduced(kit);
    const closed = new Promise((resolve) => socket.once("close", resolve));
    socket.pause();
    const ping = JSON.stringify({ type: "ping", payload: { text: "x".repeat(100) } });
    for (let sent = 0; sent < 400_000 && socket.readyState === WebSocket.OPEN; sent += 1) {
      socket.send(ping);
      if (sent % 500 === 0) await new Promise(setImmediate);
    }
    kit.time.pass(12_000);
    kit.time.pass(12_000);
    socket.resume();
    await closed;
    await vi.waitFor(() => expect(kit.time.scheduled).toEqual([]), { timeout: 10_000 });
  });
});
