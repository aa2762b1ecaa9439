import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
  ApolloGateway,
  type GraphQLDataSourceProcessOptions,
  RemoteGraphQLDataSource,
} from "@apollo/gateway";
import { ApolloServer } from "@apollo/server";
import { startStandaloneServer } from "@apollo/server/standalone";
import { createGatewayRuntime } from "@graphql-hive/gateway-runtime";
import http from "@graphql-mesh/transport-http";
import { COMPOSERS, type Subgraph } from "../../scripts/composers.ts";

// Apollo's gateway would report its use, and look for the cloud it runs in.
process.env.APOLLO_TELEMETRY_DISABLED = "true";

export interface Gateway {
  readonly url: string;
  stop(): Promise<void>;
}

function supergraphOf(composer: keyof typeof COMPOSERS, subgraphs: readonly Subgraph[]): string {
  const { supergraph, errors } = COMPOSERS[composer](subgraphs);
  if (errors.length > 0) throw new Error(errors.join("\n"));
  return supergraph;
}

type StartGateway = (subgraphs: readonly Subgraph[]) => Promise<Gateway>;

/** The header that callers are known by, here and in `docs/federation.md`. */
const IDENTITY = "authorization";

interface Context {
  readonly identity?: string | undefined;
}

/** Passes the caller's identity on, as `docs/federation.md` shows it. */
class WithIdentity extends RemoteGraphQLDataSource<Context> {
  override willSendRequest({ request, context }: GraphQLDataSourceProcessOptions<Context>): void {
    if (context.identity) request.http?.headers.set(IDENTITY, context.identity);
  }
}

const apollo: StartGateway = async (subgraphs) => {
  const server = new ApolloServer({
    gateway: new ApolloGateway({
      supergraphSdl: supergraphOf("@apollo/composition", subgraphs),
      buildService: ({ url }) => new WithIdentity(url ? { url } : {}),
    }),
    stopOnTerminationSignals: false,
  });
  const { url } = await startStandaloneServer(server, {
    listen: { host: "127.0.0.1", port: 0 },
    context: async ({ req }) => ({ identity: req.headers[IDENTITY] }),
  });
  return { url, stop: () => server.stop() };
};

const hive: StartGateway = async (subgraphs) => {
  const gateway = createGatewayRuntime({
    supergraph: supergraphOf("@theguild/federation-composition", subgraphs),
    transports: { http },
    propagateHeaders: {
      fromClientToSubgraphs({ request }) {
        const identity = request.headers.get(IDENTITY);
        return identity ? { [IDENTITY]: identity } : {};
      },
    },
    logging: false,
    maskedErrors: false,
  });
  const server = createServer(gateway);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    async stop() {
      server.close();
      server.closeAllConnections();
      await gateway[Symbol.asyncDispose]();
    },
  };
};

export const GATEWAYS: Readonly<Record<"Apollo Gateway" | "Hive Gateway", StartGateway>> = {
  "Apollo Gateway": apollo,
  "Hive Gateway": hive,
};
