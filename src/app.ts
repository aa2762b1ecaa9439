import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Logger, pino } from "pino";
import { apolloServer } from "./apollo.ts";
import { type Config, servesPlayground } from "./config.ts";
import { httpContext } from "./context.ts";
import { withCors } from "./http/cors.ts";
import { graphqlHandler } from "./http/graphql.ts";
import { playgroundHandler } from "./http/playground.ts";
import { readSafelist } from "./http/safelist.ts";
import { httpServer } from "./http/server.ts";
import { qianfanAccount, qianfanTransport } from "./qianfan.ts";
import { buildSchema } from "./schema.ts";

export interface App {
  /** Where GraphQL is served. */
  readonly url: string;
  /** Takes no new operation, lets those that run end (for as long as `DRAIN_SECONDS`), and closes. */
  stop(): Promise<void>;
}

/** The whole server, wired and listening. */
export async function createApp(config: Config, log: Logger = logger(config)): Promise<App> {
  const transport = qianfanTransport(config);
  const account = qianfanAccount(config, transport, log);
  const safelist = config.SAFELIST === "" ? null : readSafelist(config.SAFELIST);
  const apollo = apolloServer({
    schema: buildSchema(),
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
    contextOf: (request, gone) => httpContext(account, config, request, gone),
  });
  const playground = servesPlayground(config) ? playgroundHandler() : null;
  const server = httpServer({ graphql: withCors(config.CORS_ORIGINS, graphql), playground }, log);
  return {
    url: await listen(server, config),
    async stop() {
      await drain(server, config.DRAIN_SECONDS);
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

async function drain(server: Server, seconds: number): Promise<void> {
  const closed = once(server, "close");
  server.close();
  server.closeIdleConnections();
  const late = setTimeout(() => server.closeAllConnections(), seconds * 1000);
  await closed;
  clearTimeout(late);
}
