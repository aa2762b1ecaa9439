import { connect } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import WebSocket from "ws";
import { AUTHORIZATION } from "../contenders/caller.js";
import { enter } from "./contest.js";
import { waitOfOthers } from "./waits.js";

const SECONDS = 5;
const PING = JSON.stringify({ type: "ping", payload: { text: "x".repeat(1000) } });
const INIT = JSON.stringify({ type: "connection_init", payload: { Authorization: AUTHORIZATION } });
const BODY = JSON.stringify({ query: "{ __typename }" });
const REQUEST = `POST /graphql HTTP/1.1\r\nHost: localhost\r\nAuthorization: ${AUTHORIZATION}\r\nContent-Type: application/json\r\nContent-Length: ${BODY.length}\r\n\r\n${BODY}`;

/** Connections that send without end and never read; bounded in count and time. */
const FLOODS = {
  "a WebSocket that sends pings and never reads": (url) => webSockets(url, 1, INIT),
  "four WebSockets that send pings before they say who they are": (url) => webSockets(url, 4, null),
  "eight connections with pipelined requests that never read": (url) => pipelined(url, 8),
};

export async function floods({ names, say }, upstream) {
  const name = "this server";
  if (!names.includes(name)) return {};
  const found = {};
  for (const [title, flood] of Object.entries(FLOODS)) {
    const contender = await enter(name, upstream.url);
    found[title] = await waitOfOthers(contender, flood);
    say(`floods ${name}, ${title}: ${found[title]} ms`);
    await contender.stop();
  }
  return { [name]: found };
}

async function webSockets(url, count, init) {
  const sockets = Array.from({ length: count }, () => {
    const socket = new WebSocket(url.replace("http", "ws"), "graphql-transport-ws");
    socket.on("error", () => {});
    socket.once("open", () => {
      if (init) socket.send(init);
      socket.pause();
    });
    return socket;
  });
  await forSeconds(() => {
    for (const socket of sockets) {
      if (socket.readyState !== socket.OPEN || socket.bufferedAmount > 1e6) continue;
      for (let n = 0; n < 100; n += 1) socket.send(PING);
    }
  });
  for (const socket of sockets) socket.terminate();
}

async function pipelined(url, count) {
  const { hostname, port } = new URL(url);
  const sockets = Array.from({ length: count }, () => {
    const socket = connect(Number(port), hostname);
    return socket.on("error", () => {}).pause();
  });
  await forSeconds(() => {
    for (const socket of sockets) {
      if (socket.writable && socket.writableLength < 1e6) socket.write(REQUEST.repeat(100));
    }
  });
  for (const socket of sockets) socket.destroy();
}

async function forSeconds(send) {
  const until = performance.now() + SECONDS * 1000;
  while (performance.now() < until) {
    send();
    await wait(1);
  }
}
