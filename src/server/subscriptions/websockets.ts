import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { CloseCode, GRAPHQL_TRANSPORT_WS_PROTOCOL, handleProtocols } from "graphql-ws";
import { type WebSocket, WebSocketServer } from "ws";
import { Connection, type ConnectionOptions } from "./connection.ts";
import { Inbox } from "./inbox.ts";
import { Session, type SessionOptions } from "./session.ts";

export interface WebSocketsOptions extends ConnectionOptions, SessionOptions {
  readonly maxMessageBytes: number;
}

/** RFC 6455's registry: the server restarts, and the client may connect again. */
const SERVICE_RESTART = 1012;

/** Subscriptions by the protocol `graphql-transport-ws`. */
export class WebSockets {
  readonly #sockets: WebSocketServer;

  constructor(private readonly options: WebSocketsOptions) {
    this.#sockets = new WebSocketServer({
      noServer: true,
      maxPayload: options.maxMessageBytes,
      // One message of each connection in a turn of the event loop, so that none makes others wait.
      allowSynchronousEvents: false,
      handleProtocols,
    });
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#sockets.handleUpgrade(request, socket, head, (opened) => this.#serve(opened, request));
  }

  /** Sends every client away to connect again. */
  drain(): void {
    for (const socket of this.#sockets.clients) {
      socket.close(SERVICE_RESTART, "The server restarts: connect again.");
    }
  }

  terminate(): void {
    for (const socket of this.#sockets.clients) socket.terminate();
  }

  #serve(socket: WebSocket, { headers }: IncomingMessage): void {
    const connection = new Connection(socket, this.options);
    if (socket.protocol !== GRAPHQL_TRANSPORT_WS_PROTOCOL) {
      connection.close(CloseCode.SubprotocolNotAcceptable, "Subprotocol not acceptable");
      return;
    }
    const session = new Session(headers, connection, this.options);
    new Inbox(socket, (text) =>
      session.receive(text).catch((error: unknown) => connection.fail(error)),
    );
    socket.once("close", () => session.close());
  }
}
