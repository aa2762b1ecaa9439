import type { IncomingMessage } from "node:http";
import type { Logger } from "pino";
import { createAuthentication } from "./auth/authentication.ts";
import type { Caller } from "./auth/caller.ts";
import { readAccounts } from "./config/accounts.ts";
import { type Config, isOn } from "./config/index.ts";
import { scrubber, secretsOf } from "./config/secrets.ts";
import type { QianfanAccount } from "./datasources/account/qianfan-account.ts";
import { limitsOf } from "./limits/limits.ts";
import { operationLimits } from "./limits/operation-limits.ts";
import { createAudit } from "./observability/audit-log.ts";
import { createObservers } from "./observability/create-observers.ts";
import { logOperations } from "./observability/log-operations.ts";
import { logger } from "./observability/logger.ts";
import { observeOperations } from "./observability/operation-metrics.ts";
import { traced } from "./observability/tracing.ts";
import { type AccountParts, type OpenAccount, openAccounts } from "./open-accounts.ts";
import { openReplicas } from "./open-replicas.ts";
import { ErrorFormatter } from "./pipeline/format-errors.ts";
import { Pipeline } from "./pipeline/index.ts";
import { contextFactory, type Run } from "./pipeline/operation-context.ts";
import type { Report } from "./pipeline/report-operations.ts";
import type { Stage } from "./pipeline/stage.ts";
import { getSchema } from "./schema/index.ts";
import { authenticated } from "./server/authenticated.ts";
import { withCors } from "./server/cors.ts";
import { graphqlHandler, type Handler } from "./server/graphql-handler.ts";
import { createHealth } from "./server/health.ts";
import { httpServer } from "./server/http-server.ts";
import { listen } from "./server/listen.ts";
import { allowMethods } from "./server/methods.ts";
import { isForeign } from "./server/origin.ts";
import { playgroundHandler } from "./server/playground.ts";
import { createRequestGuard } from "./server/request-guard.ts";
import { readSafelist } from "./server/safelist-file.ts";
import { startAdmin } from "./server/start-admin.ts";
import { SubscriptionServer } from "./server/subscriptions/index.ts";
import type { Waiting } from "./util/deadline.ts";
import { type Time, WALL_TIME } from "./util/time.ts";

export interface App {
  /** Where GraphQL is served. */
  readonly url: string;
  /** Where `/livez`, `/readyz` and `/metrics` are; null when `ADMIN_PORT` is off. */
  readonly adminUrl: string | null;
  /** Its log, for what surrounds it. */
  readonly log: Logger;
  /** Takes no new operation, lets those that run end (for as long as `DRAIN_SECONDS`), and closes. */
  stop(): Promise<void>;
}

/** What only a demo or a test brings. */
export interface AppExtras {
  readonly time?: Time;
  /** Further pages to serve, by their paths. */
  readonly pages?: ReadonlyMap<string, Handler>;
  /** Further stages of every operation, after the server's own. */
  readonly stages?: readonly Stage[];
  /** What stands for the platform in place of Qianfan's own API. */
  readonly createApi?: AccountParts["createApi"];
}

/** The whole server, wired and listening. */
export async function createApp(
  config: Config,
  logTo?: Logger,
  { time = WALL_TIME, pages = new Map(), stages = [], createApi }: AppExtras = {},
): Promise<App> {
  const credentials = readAccounts(config);
  const scrub = scrubber(secretsOf(config, credentials));
  const log = logTo ?? logger(config, { scrub });
  const callers = createAuthentication(config, credentials.keys(), log);
  const safelist =
    config.SAFELIST === "" ? null : readSafelist(config.SAFELIST, config.MAX_DOCUMENT_LENGTH);
  const observers = createObservers(config, log);
  const { metrics } = observers;
  const replicas = await openReplicas(config, log, (what) => metrics?.redisValueDropped(what));
  if (replicas) metrics?.observe(replicas);
  const accounts = openAccounts(config, credentials, {
    observers,
    replicas,
    time,
    log,
    createApi,
  });
  const schema = getSchema();
  const introspection = isOn(config.INTROSPECTION, config);
  const limits = operationLimits(config, schema);
  const errors = new ErrorFormatter({ scrub, suggests: introspection, log });
  const createContext = contextFactory(config, limitsOf(config), createAudit(log));
  const contextOf = (
    caller: Caller,
    request: Pick<IncomingMessage, "headers">,
    waiting: Waiting,
    run: Run,
  ) => createContext({ caller, account: accountOf(caller, accounts), request, waiting, run });
  const reports = [logOperations(log), observeOperations(metrics)];
  const report: Report = (context, ended) => {
    for (const each of reports) each(context, ended);
  };
  const pipeline = new Pipeline({
    ...{ schema, introspection, limits, safelist, errors, report, metrics, log, stages },
  });
  await pipeline.start();
  const graphql = graphqlHandler({
    pipeline,
    maxBodyBytes: config.MAX_BODY_BYTES,
    createContext: (caller, request, client) =>
      contextOf(caller, request, client, { kind: "operation", client }),
  });
  const subscriptions = new SubscriptionServer(config, {
    ...{ pipeline, callers, errors, report, time, log },
    createContext: contextOf,
  });
  metrics?.observe(subscriptions);
  const routes = {
    graphql: withCors(
      config.CORS_ORIGINS,
      allowMethods(["GET", "POST"], authenticated(callers, subscriptions.before(traced(graphql)))),
    ),
    mayOpen: (request: IncomingMessage) => !isForeign(request, config.CORS_ORIGINS),
    playground: isOn(config.PLAYGROUND, config) ? playgroundHandler() : null,
    upgrade: subscriptions.upgrade,
    pages,
  };
  const http = httpServer(routes, createRequestGuard(config, callers.asks), log);
  const health = createHealth(observers.reachability, replicas, withdrawalOf(accounts));
  const admin = await startAdmin(config, health, metrics, log);
  return {
    url: `${await listen(http.server, config.HOST, config.PORT)}/graphql`,
    adminUrl: admin?.url ?? null,
    log,
    async stop() {
      health.drain();
      subscriptions.drain();
      for (const { account } of accounts.values()) account.close();
      await http.drain(config.DRAIN_SECONDS, () => subscriptions.terminate());
      await pipeline.stop();
      callers.close();
      const patienceMs = config.DRAIN_SECONDS * 1000;
      await Promise.all([...accounts.values()].map(({ transport }) => transport.close(patienceMs)));
      replicas?.close();
      await admin?.stop();
    },
  };
}

function accountOf(caller: Caller, accounts: ReadonlyMap<string, OpenAccount>): QianfanAccount {
  const open = accounts.get(caller.account);
  if (!open) throw new Error(`The caller ${caller.name} is bound to no account of this server.`);
  return open.account;
}

/** Whether V1 of Qianfan's API is gone for any account; null where no account would notice. */
function withdrawalOf(
  accounts: ReadonlyMap<string, OpenAccount>,
): { readonly isGone: boolean } | null {
  const withdrawals = [...accounts.values()].flatMap(({ withdrawal }) => withdrawal ?? []);
  if (withdrawals.length === 0) return null;
  return {
    get isGone() {
      return withdrawals.some(({ size }) => size > 0);
    },
  };
}
