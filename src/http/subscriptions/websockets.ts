import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { map } from "@graphql-yoga/subscription";
import type { DocumentNode, ExecutionArgs, GraphQLSchema } from "graphql";
import { CloseCode, GRAPHQL_TRANSPORT_WS_PROTOCOL, makeServer } from "graphql-ws";
import { type WebSocket, WebSocketServer } from "ws";
import { languageOf } from "../../context.ts";
import { ServiceError } from "../../errors.ts";
import type { Result } from "../../pipeline/index.ts";
import { getSchema } from "../../schema.ts";
import { Connection, type ConnectionOptions } from "./connection.ts";
import { asGraphQLErrors, formatted, tooMany } from "./errors.ts";
import { introducedHeaders } from "./introduction.ts";
import { Subscription, type Subscriptions } from "./subscriptions.ts";

export interface WebSocketsOptions extends ConnectionOptions {
  readonly subscriptions: Subscriptions;
  readonly initTimeoutMs: number;
  readonly maxMessageBytes: number;
  readonly maxPerConnection: number;
}

/** RFC 6455's registry: the server restarts, and the client may connect again. */
const SERVICE_RESTART = 1012;

/** The same registry: as 1012, but for a reason of its own. */
const TRY_AGAIN_LATER = 1013;
/** A close frame holds 125 bytes, two of them the code; our reasons are ASCII. */
const LONGEST_REASON = 123;

interface Extra {
  readonly request: IncomingMessage;
  readonly connection: Connection;
}

/** Subscriptions by the protocol `graphql-transport-ws`. */
export class WebSockets {
  readonly #sockets: WebSocketServer;
  readonly #graphql: ReturnType<typeof makeServer<Record<string, unknown> | undefined, Extra>>;

  constructor(private readonly options: WebSocketsOptions) {
    this.#sockets = new WebSocketServer({
      noServer: true,
      maxPayload: options.maxMessageBytes,
      handleProtocols: (offered) =>
        offered.has(GRAPHQL_TRANSPORT_WS_PROTOCOL) && GRAPHQL_TRANSPORT_WS_PROTOCOL,
    });
    this.#graphql = graphqlServer(options);
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

  #serve(socket: WebSocket, request: IncomingMessage): void {
    const connection = new Connection(socket, this.options);
    const closed = this.#graphql.opened(
      {
        protocol: socket.protocol,
        send: (message) => send(socket, message),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (handle) => {
          socket.on("message", (message) => {
            handle(String(message)).catch((error: unknown) => {
              this.options.log.error({ err: error }, "a WebSocket message failed");
              socket.close(CloseCode.InternalServerError, "Internal server error");
            });
          });
        },
      },
      { request, connection },
    );
    socket.once("close", (code, reason) => void closed(code, String(reason)));
  }
}

function graphqlServer({ subscriptions, initTimeoutMs, maxPerConnection }: WebSocketsOptions) {
  return makeServer<Record<string, unknown> | undefined, Extra>({
    connectionInitWaitTimeout: initTimeoutMs,
    async onConnect({ extra, connectionParams }) {
      const headers = introducedHeaders(extra.request.headers, connectionParams);
      const error = await refusedBy(() => subscriptions.authenticate({ headers }));
      if (!error) return extra.connection.introduced();
      const code = error.extensions.retryable ? TRY_AGAIN_LATER : CloseCode.Unauthorized;
      extra.connection.socket.close(code, error.message.slice(0, LONGEST_REASON));
      return false;
    },
    async onSubscribe({ extra, connectionParams }, _id, request) {
      const headers = introducedHeaders(extra.request.headers, connectionParams);
      const refuse = (error: ServiceError) =>
        asGraphQLErrors([formatted(error, languageOf({ headers }))]);
      const error = await refusedBy(() => subscriptions.admit({ headers }));
      if (error) return refuse(error);
      if (extra.connection.open >= maxPerConnection) {
        return refuse(tooMany(maxPerConnection, { en: "on one connection", zh: "单个连接" }));
      }
      // Its place is taken before anything is waited for.
      extra.connection.subscribed();
      const started = await subscriptions.start(request, { headers });
      if (started instanceof Subscription) return new Started(started, getSchema());
      extra.connection.completed();
      return asGraphQLErrors(started);
    },
    subscribe(args) {
      if (args instanceof Started) return asResults(subscriptions.results(args.subscription));
      throw new Error("Something begins that onSubscribe has not seen.");
    },
    onComplete: ({ extra }) => extra.connection.completed(),
  });
}

/** What graphql-ws is given to subscribe with; of GraphQL's own arguments it reads the document alone. */
class Started implements ExecutionArgs {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName: string | null | undefined;

  constructor(
    readonly subscription: Subscription,
    schema: GraphQLSchema,
  ) {
    this.schema = schema;
    this.document = subscription.document;
    this.operationName = subscription.request.operationName;
  }
}

const asResults = map(({ errors, ...result }: Result) =>
  errors ? { ...result, errors: asGraphQLErrors(errors) } : result,
);

async function refusedBy(ask: () => Promise<unknown>): Promise<ServiceError | null> {
  try {
    await ask();
    return null;
  } catch (error) {
    if (error instanceof ServiceError) return error;
    throw error;
  }
}

/** Kept only when it has been handed over: until then the next event waits, and may be overtaken. */
function send(socket: WebSocket, message: string): Promise<void> {
  return new Promise((resolve, reject) => {
    if (socket.readyState !== socket.OPEN) resolve();
    else socket.send(message, (error) => (error ? reject(error) : resolve()));
  });
}
