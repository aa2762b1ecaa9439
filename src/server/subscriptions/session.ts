import type { IncomingHttpHeaders } from "node:http";
import type { Repeater } from "@graphql-yoga/subscription";
import {
  CloseCode,
  type Message,
  MessageType,
  parseMessage,
  type SubscribeMessage,
} from "graphql-ws";
import { z } from "zod";
import { ServiceError } from "../../domain/errors.ts";
import { formatServiceError, readerOf } from "../../pipeline/client-error.ts";
import { parseClientJson } from "../request-json.ts";
import type { Channel } from "./channel.ts";
import { withConnectionParams } from "./connection-params.ts";
import { tooMany } from "./subscription-errors.ts";
import { subscriptionRequest } from "./subscription-request.ts";
import { Subscription, type Subscriptions } from "./subscriptions.ts";

export interface SessionOptions {
  readonly subscriptions: Subscriptions;
  readonly initTimeoutMs: number;
  readonly maxPerConnection: number;
}

/** What a session does with its connection. */
export interface SessionConnection {
  readonly channel: Channel;
  introduced(): void;
  subscribed(): void;
  completed(): void;
  close(code: number, reason: string): void;
  fail(error: unknown): void;
}

// The package demands a query, which a persisted operation is named without.
const subscribeMessage = z.object({
  id: z.string().min(1),
  type: z.literal(MessageType.Subscribe),
  payload: subscriptionRequest,
});

type Subscribe = z.output<typeof subscribeMessage>;
type Received = Exclude<Message, SubscribeMessage> | Subscribe;

/** RFC 6455's registry: the client may connect again. */
const TRY_AGAIN_LATER = 1013;

/** One use of an id, from its `subscribe` to its end. */
interface Run {
  isOver: boolean;
  results: Repeater<object> | null;
}

/**
 * The protocol `graphql-transport-ws` on one connection. The server of the package `graphql-ws` keeps
 * subscriptions by their ids alone, so that one that is ended and begun again under the same id is taken
 * for the other; here each use of an id is an object of its own.
 */
export class Session {
  readonly #runs = new Map<string, Run>();
  readonly #initTimeout: NodeJS.Timeout;
  #stage: "opened" | "introducing" | "acknowledged" | "closed" = "opened";

  constructor(
    private headers: IncomingHttpHeaders,
    private readonly connection: SessionConnection,
    private readonly options: SessionOptions,
  ) {
    const late = () =>
      connection.close(
        CloseCode.ConnectionInitialisationTimeout,
        "Connection initialisation timeout",
      );
    this.#initTimeout = setTimeout(late, options.initTimeoutMs);
  }

  /** Handles one message; a subscription that has begun goes on by itself. */
  async receive(text: string): Promise<void> {
    const message = parsed(text);
    const { connection } = this;
    if (!message) return connection.close(CloseCode.BadRequest, "Invalid message received");
    if (message.type === MessageType.ConnectionInit) return this.#introduce(message.payload ?? {});
    if (this.#stage !== "acknowledged") {
      return connection.close(CloseCode.Unauthorized, "Unauthorized");
    }
    switch (message.type) {
      case MessageType.Ping:
        return connection.channel.send({ type: MessageType.Pong, payload: message.payload });
      case MessageType.Pong:
        return;
      case MessageType.Subscribe:
        return this.#subscribe(message);
      case MessageType.Complete:
        return this.#end(message.id, this.#runs.get(message.id));
      default:
        connection.close(CloseCode.BadRequest, "Only a server sends such a message");
    }
  }

  /** Ends whatever belongs to the connection, which has closed. */
  close(): void {
    this.#stage = "closed";
    clearTimeout(this.#initTimeout);
    for (const [id, run] of this.#runs) this.#end(id, run);
  }

  async #introduce(params: Readonly<Record<string, unknown>>): Promise<void> {
    const { connection } = this;
    if (this.#stage !== "opened") {
      return connection.close(
        CloseCode.TooManyInitialisationRequests,
        "Too many initialisation requests",
      );
    }
    this.#stage = "introducing";
    clearTimeout(this.#initTimeout);
    this.headers = withConnectionParams(this.headers, params);
    const error = await refusedBy(() =>
      this.options.subscriptions.authenticate({ headers: this.headers }),
    );
    if (this.#stage !== "introducing") return;
    if (error) {
      const code = error.extensions.retryable ? TRY_AGAIN_LATER : CloseCode.Unauthorized;
      const { language } = readerOf({ headers: this.headers });
      return connection.close(code, `${error.code}: ${error.messageIn(language)}`);
    }
    this.#stage = "acknowledged";
    connection.introduced();
    await connection.channel.send({ type: MessageType.ConnectionAck });
  }

  async #subscribe({ id, payload }: Subscribe): Promise<void> {
    const { connection } = this;
    if (this.#runs.has(id)) {
      return connection.close(
        CloseCode.SubscriberAlreadyExists,
        `Subscriber for ${id} already exists`,
      );
    }
    const run: Run = { isOver: false, results: null };
    this.#runs.set(id, run);
    connection.subscribed();
    const begun = await this.#begin(payload);
    if (run.isOver) return;
    if (begun instanceof Subscription) {
      run.results = this.options.subscriptions.results(begun);
      this.#deliver(id, run, run.results).catch((error: unknown) => connection.fail(error));
      return;
    }
    this.#end(id, run);
    await connection.channel.send({ id, type: MessageType.Error, payload: begun });
  }

  async #begin(request: Subscribe["payload"]) {
    const { subscriptions, maxPerConnection } = this.options;
    const { headers } = this;
    const reader = readerOf({ headers });
    const error = await refusedBy(() => subscriptions.admit({ headers }));
    if (error) return [formatServiceError(error, reader)];
    if (this.#runs.size > maxPerConnection) {
      const where = { en: "on one connection", zh: "单个连接" };
      return [
        formatServiceError(
          tooMany("SUBSCRIPTIONS_MAX_PER_CONNECTION", maxPerConnection, where),
          reader,
        ),
      ];
    }
    return subscriptions.start(request, { headers });
  }

  async #deliver(id: string, run: Run, results: Repeater<object>): Promise<void> {
    const { channel } = this.connection;
    for await (const payload of results) {
      if (!run.isOver) await channel.send({ id, type: MessageType.Next, payload });
    }
    if (run.isOver) return;
    this.#end(id, run);
    await channel.send({ id, type: MessageType.Complete });
  }

  /** Frees the id immediately: what is still under way for this use of it sends nothing more. */
  #end(id: string, run: Run | undefined): void {
    if (!run || run.isOver) return;
    run.isOver = true;
    this.#runs.delete(id);
    this.connection.completed();
    run.results?.return().catch((error: unknown) => this.connection.fail(error));
  }
}

function parsed(text: string): Received | null {
  try {
    const value = parseClientJson(text);
    const subscribe = subscribeMessage.safeParse(value);
    if (subscribe.success) return subscribe.data;
    const message = parseMessage(value);
    return message.type === MessageType.Subscribe ? null : message;
  } catch {
    return null;
  }
}

async function refusedBy(ask: () => Promise<unknown>): Promise<ServiceError | null> {
  try {
    await ask();
    return null;
  } catch (error) {
    if (error instanceof ServiceError) return error;
    throw error;
  }
}
