import { createServer, type IncomingMessage, type Server } from "node:http";
import type { Duplex } from "node:stream";
import type { Logger } from "pino";
import { answerError } from "./answer.ts";
import type { Handler } from "./graphql.ts";
import { isForPlayground } from "./playground.ts";
import type { Protection } from "./protection.ts";

/** Takes over a connection that is to become a WebSocket. */
export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

export interface Routes {
  readonly graphql: Handler;
  readonly upgrade: Upgrade;
  /** Whether the page that opens a WebSocket may. */
  readonly mayOpen: (request: IncomingMessage) => boolean;
  /** Null where the playground is not served. */
  readonly playground: Handler | null;
  /** Further pages, by their paths. */
  readonly pages: ReadonlyMap<string, Handler>;
}

/** The HTTP server: every path it serves, and an answer for whatever it does not. */
export function httpServer(routes: Routes, protection: Protection, log: Logger): Server {
  const server = createServer(protection.server, (request, response) => {
    if (!protection.enter(request, response)) return;
    const handle = handlerOf(request, routes);
    if (!handle) {
      answerError(response, 404, "NOT_FOUND", "There is nothing here; GraphQL is at /graphql.");
      return;
    }
    handle(request, response).catch((error: unknown) => {
      if (response.destroyed) return;
      log.error({ err: error }, "a request failed");
      if (response.headersSent) response.destroy();
      else answerError(response, 500, "INTERNAL_SERVER_ERROR", "Something went wrong here.");
    });
  });
  return server.on("upgrade", (request, socket, head) => {
    if (!protection.isForUs(request)) refuse(socket, "421 Misdirected Request");
    else if (pathOf(request) !== "/graphql") refuse(socket, "404 Not Found");
    else if (!routes.mayOpen(request)) refuse(socket, "403 Forbidden");
    else routes.upgrade(request, socket, head);
  });
}

function handlerOf(request: IncomingMessage, routes: Routes): Handler | null | undefined {
  if (routes.playground && isForPlayground(request)) return routes.playground;
  const path = pathOf(request);
  return path === "/graphql" ? routes.graphql : routes.pages.get(path);
}

function pathOf(request: IncomingMessage): string {
  const { url = "" } = request;
  const end = url.indexOf("?");
  return end < 0 ? url : url.slice(0, end);
}

function refuse(socket: Duplex, status: string): void {
  socket.on("error", () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
