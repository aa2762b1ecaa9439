import type { Logger } from "pino";
import type { Config } from "../../config/index.ts";
import type { AuthenticatedHandler } from "../authenticated.ts";
import type { Upgrade } from "../http-server.ts";
import { ResultStreams } from "./result-streams.ts";
import { streamFormat } from "./stream-format.ts";
import { Subscriptions, type SubscriptionsOptions } from "./subscriptions.ts";
import { WebSockets } from "./websockets.ts";

export interface SubscriptionServerOptions
  extends Omit<SubscriptionsOptions, "bounds" | "heartbeatMs"> {
  readonly log: Logger;
}

/** All ways to subscribe, at the path and port of every other operation. */
export class SubscriptionServer {
  readonly #subscriptions: Subscriptions;
  readonly #streams: ResultStreams;
  readonly #sockets: WebSockets;

  constructor(config: Config, options: SubscriptionServerOptions) {
    const { time, log } = options;
    const bounds = {
      maxOpen: config.SUBSCRIPTIONS_MAX,
      maxPerCaller: options.callers.asks ? config.SUBSCRIPTIONS_MAX_PER_CALLER : null,
    };
    const heartbeatMs = config.SUBSCRIPTION_HEARTBEAT_SECONDS * 1000;
    const subscriptions = new Subscriptions({ ...options, bounds, heartbeatMs });
    this.#subscriptions = subscriptions;
    this.#streams = new ResultStreams({
      subscriptions,
      heartbeatMs,
      time,
      maxBodyBytes: config.MAX_BODY_BYTES,
      origins: config.CORS_ORIGINS,
    });
    this.#sockets = new WebSockets({
      subscriptions,
      heartbeatMs,
      time,
      log,
      idleMs: config.WEBSOCKET_IDLE_SECONDS * 1000,
      initTimeoutMs: config.WEBSOCKET_INIT_TIMEOUT_MS,
      maxMessageBytes: config.MAX_BODY_BYTES,
      maxPerConnection: config.SUBSCRIPTIONS_MAX_PER_CONNECTION,
    });
  }

  /** How many subscriptions are open. */
  get open(): number {
    return this.#subscriptions.open;
  }

  /** Before Apollo, whose CSRF prevention refuses the GET without a content type that gateways send. */
  before(graphql: AuthenticatedHandler): AuthenticatedHandler {
    return (request, response, caller) => {
      const format = streamFormat(request);
      return format
        ? this.#streams.handle(request, response, format)
        : graphql(request, response, caller);
    };
  }

  readonly upgrade: Upgrade = (request, socket, head) => {
    this.#sockets.upgrade(request, socket, head);
  };

  /** Sends every subscriber away to connect again. */
  drain(): void {
    this.#streams.drain();
    this.#sockets.drain();
  }

  /** Whoever has not left by now. */
  terminate(): void {
    this.#sockets.terminate();
  }
}
