import type { IncomingMessage } from "node:http";
import { type Logger, pino } from "pino";
import { startAdmin } from "./admin.ts";
import { apolloServer } from "./apollo.ts";
import { type Config, servesPlayground } from "./config.ts";
import { httpContext } from "./context.ts";
import { healthOf } from "./health.ts";
import { withCors } from "./http/cors.ts";
import { graphqlHandler, type Handler } from "./http/graphql.ts";
import { drain, listen } from "./http/listening.ts";
import { isForeign } from "./http/origin.ts";
import { playgroundHandler } from "./http/playground.ts";
import { readSafelist } from "./http/safelist.ts";
import { httpServer } from "./http/server.ts";
import { SubscriptionServer } from "./http/subscriptions/index.ts";
import type { Caller } from "./http/subscriptions/subscriptions.ts";
import { qianfanAccount, qianfanTransport } from "./qianfan.ts";
import { openReplicas } from "./replicas.ts";
import { buildSchema } from "./schema.ts";
import { observersOf } from "./telemetry/observers.ts";
import { traced } from "./telemetry/tracing.ts";
import { type Time, WALL_TIME } from "./time.ts";

export interface App {
  /** Where GraphQL is served. */
  readonly url: string;
  /** Where `/livez`, `/readyz` and `/metrics` are; null when `ADMIN_PORT` is off. */
  readonly adminUrl: string | null;
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
  const replicas = await openReplicas(config, log);
  const observers = observersOf(config);
  const { metrics } = observers;
  const account = qianfanAccount(config, { transport, observers, replicas, time, log });
  if (replicas) metrics?.observe(replicas);
  const safelist = config.SAFELIST === "" ? null : readSafelist(config.SAFELIST);
  const schema = buildSchema();
  const contextOf = (caller: Caller, gone: AbortSignal) =>
    httpContext(account, config, caller, gone);
  const apollo = apolloServer({
    schema,
    introspection: config.INTROSPECTION,
    maxRepresentations: config.MAX_REPRESENTATIONS,
    safelist,
    metrics,
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
  metrics?.observe(subscriptions);
  const routes = {
    graphql: withCors(config.CORS_ORIGINS, subscriptions.before(traced(graphql))),
    mayOpen: (request: IncomingMessage) => !isForeign(request, config.CORS_ORIGINS),
    playground: servesPlayground(config) ? playgroundHandler() : null,
    upgrade: subscriptions.upgrade,
    pages,
  };
  const server = httpServer(routes, log);
  const health = healthOf(observers.reachability, replicas);
  const admin = await startAdmin(config, health, metrics, log);
  return {
    url: `${await listen(server, config.HOST, config.PORT)}/graphql`,
    adminUrl: admin?.url ?? null,
    async stop() {
      health.drain();
      subscriptions.drain();
      account.close();
      await drain(server, config.DRAIN_SECONDS, () => subscriptions.terminate());
      await apollo.stop();
      await transport.close(config.DRAIN_SECONDS * 1000);
      replicas?.close();
      await admin?.stop();
    },
  };
}

export function logger(config: Config): Logger {
  return pino({ level: config.LOG_LEVEL });
}
