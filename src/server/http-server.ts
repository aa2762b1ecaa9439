import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from "node:http";
import type { Duplex } from "node:stream";
import type { Logger } from "pino";
import { ServiceError } from "../domain/errors.ts";
import { formatServiceError, readerOf } from "../pipeline/client-error.ts";
import { languageOf } from "../pipeline/operation-context.ts";
import { Connections } from "./connections.ts";
import { errorContentType, sendServiceError, statusOf } from "./error-response.ts";
import type { Handler } from "./graphql-handler.ts";
import { drain } from "./listen.ts";
import { normalize } from "./normalize-request.ts";
import { isForPlayground } from "./playground.ts";
import type { RequestGuard } from "./request-guard.ts";
import { asksForWebSocket, ignoreUpgrade } from "./upgrade.ts";

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

export interface HttpServer {
  readonly server: Server;
  /** Takes nothing new, says so on each connection, and closes when what runs has ended. */
  drain(seconds: number, terminate: () => void): Promise<void>;
}

/** The HTTP server: every path it serves, and an answer for whatever it does not. */
export function httpServer(routes: Routes, protection: RequestGuard, log: Logger): HttpServer {
  const connections = new Connections();
  const server = createServer(protection.server, (request, response) =>
    connections.handle(request, response, () => {
      normalize(request);
      serve(request, response, { routes, protection, log });
    }),
  );
  server.on("upgrade", (request, socket, head) => {
    if (connections.isBusy(socket))
      socket.destroy(); // An answer would come in between.
    else if (!asksForWebSocket(request)) ignoreUpgrade(server, request, socket, head);
    else open(request, socket, head, { routes, protection });
  });
  return {
    server,
    drain(seconds, terminate) {
      connections.close();
      return drain(server, seconds, terminate);
    },
  };
}

interface Parts {
  readonly routes: Routes;
  readonly protection: RequestGuard;
  readonly log: Logger;
}

function serve(
  request: IncomingMessage,
  response: ServerResponse,
  { routes, protection, log }: Parts,
): void {
  if (!protection.enter(request, response)) return;
  const handle = handlerOf(request, routes);
  if (!handle) {
    sendServiceError(response, pathNotFound(), languageOf(request));
    return;
  }
  handle(request, response).catch((error: unknown) => {
    if (response.destroyed) return;
    log.error({ err: error }, "a request failed");
    if (response.headersSent) response.destroy();
    else {
      const masked = new ServiceError("INTERNAL_SERVER_ERROR");
      sendServiceError(response, masked, languageOf(request));
    }
  });
}

function open(
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
  { routes, protection }: Pick<Parts, "routes" | "protection">,
): void {
  normalize(request);
  const refuse = (error: ServiceError) => refuseUpgrade(request, socket, error);
  if (!protection.isForUs(request)) refuse(new ServiceError("MISDIRECTED_REQUEST"));
  else if (pathOf(request) !== "/graphql") refuse(pathNotFound());
  else if (!routes.mayOpen(request)) refuse(new ServiceError("ORIGIN_NOT_ALLOWED"));
  else routes.upgrade(request, socket, head);
}

function handlerOf(request: IncomingMessage, routes: Routes): Handler | null | undefined {
  if (routes.playground && isForPlayground(request)) return routes.playground;
  const path = pathOf(request);
  const isAboutAll = path === "*" && request.method === "OPTIONS"; // RFC 9110, 9.3.7
  return path === "/graphql" || isAboutAll ? routes.graphql : routes.pages.get(path);
}

function pathOf(request: IncomingMessage): string {
  const { url = "" } = request;
  const end = url.indexOf("?");
  return end < 0 ? url : url.slice(0, end);
}

function pathNotFound(): ServiceError {
  return new ServiceError("PATH_NOT_FOUND", {
    available: { en: "GraphQL is at /graphql", zh: "GraphQL 位于 /graphql" },
  });
}

/** Answers a request to open a WebSocket, which has no response of node's. */
function refuseUpgrade(request: IncomingMessage, socket: Duplex, error: ServiceError): void {
  const reader = readerOf(request);
  const body = JSON.stringify({ errors: [formatServiceError(error, reader)] });
  const status = statusOf(error);
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    "Connection: close",
    `Content-Type: ${errorContentType(request)}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Request-Id: ${reader.requestId}`,
  ];
  socket.on("error", () => socket.destroy());
  socket.once("finish", () => socket.destroy());
  socket.end(`${lines.join("\r\n")}\r\n\r\n${body}`);
}
