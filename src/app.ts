import { once } from "node:events";
import type { IncomingMessage, Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Logger, pino } from "pino";
import { apolloServer } from "./apollo.ts";
import { type Config, servesPlayground } from "./config.ts";
import { httpContext } from "./context.ts";
import { withCors } from "./http/cors.ts";
import { graphqlHandler, type Handler } from "./http/graphql.ts";
import { isForeign } from "./http/origin.ts";
import { playgroundHandler } from "./http/playground.ts";
import { readSafelist } from "./http/safelist.ts";
import { httpServer } from "./http/server.ts";
import { SubscriptionServer } from "./http/subscriptions/index.ts";
import type { Caller } from "./http/subscriptions/subscriptions.ts";
import { qianfanAccount, qianfanTransport } from "./qianfan.ts";
import { buildSchema } from "./schema.ts";
import { type Time, WALL_TIME } from "./time.ts";

export interface App {
  /** Where GraphQL is served. */
  readonly url: string;
  /** Takes no new operation, lets those that run end (for as long as `DRAIN_SECONDS`), and closes. */
  stop(): Promise<void>;
}

/** What only a demo or a test brings. */
export interface AppExtras {
  readonly time?: Time;
  /** Further pages to serve, by their paths. */
  readonly pages?: ReadonlyMap<string, Handler>;
}

/** The whole server, wired and listening. */
export async function createApp(
  config: Config,
  log: Logger = logger(config),
  { time = WALL_TIME, pages = new Map() }: AppExtras = {},
): Promise<App> {
  const transport = qianfanTransport(config);
  const account = qianfanAccount(config, transport, log, time);
  const safelist = config.SAFELIST === "" ? null : readSafelist(config.SAFELIST);
  const schema = buildSchema();
  const contextOf = (caller: Caller, gone: AbortSignal) =>
    httpContext(account, config, caller, gone);
  const apollo = apolloServer({
    schema,
    introspection: config.INTROSPECTION,
    maxRepresentations: config.MAX_REPRESENTATIONS,
    safelist,
    log,
  });
  await apollo.start();
  const graphql = graphqlHandler({
    apollo,
    maxBodyBytes: config.MAX_BODY_BYTES,
    safelist,
    contextOf,
  });
  const subscriptions = new SubscriptionServer(config, {
    schema,
    contextOf,
    safelist,
    time,
    log,
  });
  const routes = {
    graphql: withCors(config.CORS_ORIGINS, subscriptions.before(graphql)),
    mayOpen: (request: IncomingMessage) => !isForeign(request, config.CORS_ORIGINS),
    playground: servesPlayground(config) ? playgroundHandler() : null,
    upgrade: subscriptions.upgrade,
    pages,
  };
  const server = httpServer(routes, log);
  return {
    url: await listen(server, config),
    async stop() {
      subscriptions.drain();
      account.close();
      await drain(server, subscriptions, config.DRAIN_SECONDS);
      await apollo.stop();
      await transport.close(config.DRAIN_SECONDS * 1000);
    },
  };
}

export function logger(config: Config): Logger {
  return pino({ level: config.LOG_LEVEL });
}

async function listen(server: Server, { HOST, PORT }: Config): Promise<string> {
  server.listen(PORT, HOST);
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return `http://${HOST.includes(":") ? `[${HOST}]` : HOST}:${port}/graphql`;
}

async function drain(
  server: Server,
  subscriptions: SubscriptionServer,
  seconds: number,
): Promise<void> {
  const closed = once(server, "close");
  server.close();
  server.closeIdleConnections();
  const late = setTimeout(() => {
    server.closeAllConnections();
    subscriptions.terminate();
  }, seconds * 1000);
  await closed;
  clearTimeout(late);
}
