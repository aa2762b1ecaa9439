import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";

/** Whether a request asks for a WebSocket, the only protocol to change to here. */
export function asksForWebSocket({ method, headers }: IncomingMessage): boolean {
  return method === "GET" && tokens(headers.upgrade).includes("websocket");
}

/**
 * Serves a request that offers any other protocol (`Upgrade: h2c`) as if it did not, which RFC 9110
 * (7.8) allows. node stops parsing at the offer, and only node 24 can be told not to: so the connection
 * begins anew, with the same request but for the offer.
 */
export function ignoreUpgrade(
  server: Server,
  request: IncomingMessage,
  socket: Duplex,
  rest: Buffer,
): void {
  socket.unshift(Buffer.concat([Buffer.from(headOf(request), "latin1"), rest]));
  server.emit("connection", socket);
}

function headOf({ method, url, httpVersion, rawHeaders }: IncomingMessage): string {
  const lines = [`${method} ${url} HTTP/${httpVersion}`];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const [name = "", value = ""] = rawHeaders.slice(index, index + 2);
    if (/^(upgrade|http2-settings)$/i.test(name)) continue;
    lines.push(`${name}: ${/^connection$/i.test(name) ? withoutOffer(value) : value}`);
  }
  return `${lines.join("\r\n")}\r\n\r\n`;
}

function withoutOffer(connection: string): string {
  return tokens(connection)
    .filter((token) => token !== "upgrade" && token !== "http2-settings")
    .join(", ");
}

function tokens(list = ""): string[] {
  return list
    .toLowerCase()
    .split(",")
    .map((token) => token.trim());
}
