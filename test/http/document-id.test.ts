import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import WebSocket from "ws";
import { startKit } from "../kit/index.ts";
import { webSocketUrl } from "../kit/subscribe.ts";

const WATCH = "subscription ($id: ID!) { evaluationTaskUpdated(id: $id) { state } }";
const READ = "query ($id: ID!) { evaluationTask(id: $id) { state } }";
const STOP = "mutation ($id: ID!) { stopEvaluationTask(id: $id) { userErrors { code } } }";
const variables = { id: "ame-5wz1kd8qh3vn" };
const JSON_TYPE = { "content-type": "application/json" };
const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");
const apq = (sha256Hash: string) => ({
  extensions: { persistedQuery: { version: 1, sha256Hash } },
});

type Send = (url: string, request: object) => Promise<string>;

const post = async (url: string, request: object, accept: string) => {
  const body = JSON.stringify({ variables, ...request });
  return (await fetch(url, { method: "POST", headers: { ...JSON_TYPE, accept }, body })).text();
};
const get = async (url: string, request: object, accept: string) => {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries({ variables, ...request })) {
    search.set(name, typeof value === "string" ? value : JSON.stringify(value));
  }
  return (await fetch(`${url}?${search}`, { headers: { ...JSON_TYPE, accept } })).text();
};
const overWebSocket: Send = async (url, request) => {
  const socket = new WebSocket(webSocketUrl({ url }), "graphql-transport-ws");
  onTestFinished(() => socket.terminate());
  await once(socket, "open");
  socket.send('{"type":"connection_init"}');
  await once(socket, "message");
  socket.send(JSON.stringify({ id: "1", type: "subscribe", payload: { variables, ...request } }));
  const [answer] = await Promise.race([once(socket, "message"), once(socket, "close")]);
  socket.close();
  return String(answer);
};

const STREAM = "text/event-stream";
const SUBSCRIBING: readonly (readonly [string, Send])[] = [
  ["a WebSocket", overWebSocket],
  ["server-sent events by POST", (url, request) => post(url, request, STREAM)],
  ["server-sent events by GET", (url, request) => get(url, request, STREAM)],
];
const READING: readonly (readonly [string, Send])[] = [
  ["POST", (url, request) => post(url, request, "application/json")],
  ["GET", (url, request) => get(url, request, "application/json")],
];
const ALL = [
  ...SUBSCRIBING.map(([name, send]) => [name, send, WATCH] as const),
  ...READING.map(([name, send]) => [name, send, READ] as const),
];

function listed(operations: Readonly<Record<string, string>>) {
  const directory = mkdtempSync(join(tmpdir(), "safelist-"));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const SAFELIST = join(directory, "safelist.json");
  writeFileSync(SAFELIST, JSON.stringify(operations));
  return startKit({ settings: { SAFELIST } });
}

it.each(ALL)("over %s a listed operation is named by its id alone", async (_, send, text) => {
  const hash = hashOf(text);
  const { url } = await listed({ [`sha256:${hash}`]: text, "task.state": text });
  const named = [
    apq(hash),
    { ...apq("task.state"), query: "" },
    { documentId: `sha256:${hash}` },
    { documentId: hash },
    { documentId: "task.state", query: "" },
    { documentId: "task.state", ...apq("task.state") },
  ];
  for (const each of named) expect(await send(url, each)).toContain('"state":"DONE"');
});

it.each(ALL)("over %s no other id is answered", async (_, send, text) => {
  const { url, upstream } = await listed({ listed: text });
  for (const other of [
    { documentId: "other" },
    apq("other"),
    { documentId: "listed", query: STOP },
  ]) {
    expect(await send(url, other)).toContain("PERSISTED_QUERY_NOT_IN_LIST");
  }
  expect(upstream()).toEqual([]);
});

it.each(ALL)("over %s an operation is registered, and then named alone", async (_, send, text) => {
  const { url } = await startKit();
  const hash = hashOf(text);
  expect(await send(url, apq(hash))).toContain("PERSISTED_QUERY_NOT_FOUND");
  expect(await send(url, { documentId: hash })).toContain("PERSISTED_QUERY_NOT_FOUND");
  expect(await send(url, { ...apq(hash), query: text })).toContain('"state":"DONE"');
  expect(await send(url, apq(hash))).toContain('"state":"DONE"');
  expect(await send(url, { documentId: `sha256:${hash}` })).toContain('"state":"DONE"');
});

it.each(ALL)("over %s an id that is none is refused by name", async (_, send) => {
  const { url, upstream } = await startKit();
  expect(await send(url, { documentId: "a b" })).toContain('documentId is \\"a b\\"; allowed:');
  const two = { documentId: "a", ...apq("b") };
  expect(await send(url, two)).toContain("name different operations");
  expect(upstream()).toEqual([]);
});

it("a mutation is named by its id over POST, and refused over GET", async () => {
  const { url, upstream } = await listed({ stop: STOP });
  expect(await post(url, { documentId: "stop" }, "application/json")).toContain("userErrors");
  expect(upstream()).toContain("eval/cancel");
  expect(await get(url, { documentId: "stop" }, "application/json")).toContain("BAD_REQUEST");
  expect(upstream()).toEqual([]);
});
