import { once } from "node:events";
import type { IncomingMessage, Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Logger } from "pino";
import { readAccounts } from "./accounts.ts";
import { masking } from "./answer-errors.ts";
import { apolloServer } from "./apollo.ts";
import { admission } from "./auth/admission.ts";
import type { Caller } from "./auth/caller.ts";
import { type Config, isOn } from "./config.ts";
import { httpContext, type OperationContext } from "./context.ts";
import type { QianfanAccount } from "./datasources/account.ts";
import type { Waiting } from "./deadline.ts";
import { describing } from "./execution/errors.ts";
import { compiledOperations } from "./execution/executor.ts";
import { KnownQueries } from "./execution/known-queries.ts";
import { admitted } from "./http/admitted.ts";
import { withCors } from "./http/cors.ts";
import { graphqlHandler, type Handler } from "./http/graphql.ts";
import { isForeign } from "./http/origin.ts";
import { playgroundHandler } from "./http/playground.ts";
import { protection } from "./http/protection.ts";
import { readSafelist } from "./http/safelist.ts";
import { httpServer } from "./http/server.ts";
import { SubscriptionServer } from "./http/subscriptions/index.ts";
import { operationLimits } from "./limits/operation-limits.ts";
import { auditMutations } from "./logging/audit.ts";
import { logger } from "./logging/logger.ts";
import { logOperation, type OperationLine, operationsLog } from "./logging/operations.ts";
import { type OpenAccount, openAccounts } from "./qianfan.ts";
import { buildSchema } from "./schema.ts";
import { scrubber } from "./secrets.ts";
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
  logTo?: Logger,
  { time = WALL_TIME, pages = new Map() }: AppExtras = {},
): Promise<App> {
  const credentials = readAccounts(config);
  const scrub = scrubber([...credentials.values()].flatMap((keys) => Object.values(keys)));
  const log = logTo ?? logger(config, { scrub });
  const accounts = openAccounts(config, credentials, log, time);
  const callers = admission(config, accounts.keys(), log);
  const safelist = config.SAFELIST === "" ? null : readSafelist(config.SAFELIST);
  const schema = buildSchema();
  auditMutations(schema, log);
  const introspection = isOn(config.INTROSPECTION, config);
  const limits = operationLimits(config, schema);
  const mask = masking({ scrub, suggests: introspection, log });
  const contextOf = (caller: Caller, request: Pick<IncomingMessage, "headers">, waiting: Waiting) =>
    httpContext(caller, accountOf(caller, accounts), config, request, waiting);
  const compiled = compiledOperations(schema, config.EXECUTOR);
  const execution = compiled && { compiled, describe: describing(mask) };
  const lines = operationsLog(log);
  const apollo = apolloServer({
    schema,
    introspection,
    limits,
    maxRepresentations: config.MAX_REPRESENTATIONS,
    safelist,
    mask,
    execution,
    lines,
    log,
  });
  await apollo.start();
  const ended = (context: OperationContext, line: OperationLine) =>
    logOperation(lines, context, line);
  const graphql = graphqlHandler({
    apollo,
    known: execution && new KnownQueries({ ...execution, limits, ended }),
    maxBodyBytes: config.MAX_BODY_BYTES,
    safelist,
    contextOf,
  });
  const subscriptions = new SubscriptionServer(config, {
    schema,
    limits,
    callers,
    contextOf,
    safelist,
    mask,
    time,
    log,
  });
  const routes = {
    graphql: withCors(config.CORS_ORIGINS, admitted(callers, subscriptions.before(graphql))),
    mayOpen: (request: IncomingMessage) => !isForeign(request, config.CORS_ORIGINS),
    playground: isOn(config.PLAYGROUND, config) ? playgroundHandler() : null,
    upgrade: subscriptions.upgrade,
    pages,
  };
  const server = httpServer(routes, protection(config, callers.asks), log);
  return {
    url: await listen(server, config),
    async stop() {
      subscriptions.drain();
      for (const { account } of accounts.values()) account.close();
      await drain(server, subscriptions, config.DRAIN_SECONDS);
      await apollo.stop();
      callers.close();
      const patienceMs = config.DRAIN_SECONDS * 1000;
      await Promise.all([...accounts.values()].map(({ transport }) => transport.close(patienceMs)));
    },
  };
}

function accountOf(caller: Caller, accounts: ReadonlyMap<string, OpenAccount>): QianfanAccount {
  const open = accounts.get(caller.account);
  if (!open) throw new Error(`The caller ${caller.name} is bound to no account of this server.`);
  return open.account;
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
