import { ApolloServer } from "@apollo/server";
import { ApolloServerPluginInlineTraceDisabled } from "@apollo/server/plugin/disabled";
import { startStandaloneServer } from "@apollo/server/standalone";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { GraphQLError, parse } from "graphql";

/** The subgraph of a team that deploys models: it names our versions and adds to our models. */
export const NEIGHBOUR_SDL = /* GraphQL */ `
  extend schema
    @link(
      url: "https://specs.apollo.dev/federation/v2.7"
      import: ["@external", "@key", "@override", "@provides", "@requires", "@shareable"]
    )

  type Query {
    deployments: [Deployment!]!
    audits: [Audit!]!
    owned(by: String!): [Model!]!
    "Whom this subgraph takes the caller for."
    caller: String
  }

  type Deployment @key(fields: "id") {
    id: ID!
    modelVersion: ModelVersion
    "The same, with what this subgraph keeps of it."
    keptModelVersion: ModelVersion @provides(fields: "numericId")
    region: String
  }

  type Audit {
    subject: EvaluationTask
  }

  extend type Model @key(fields: "id") {
    id: ID!
    name: String @external
    owner: String
    slug: String @requires(fields: "name")
    "The team keeps its own names of base models."
    trainType: String @override(from: "qianfan")
  }

  type ModelVersion @key(fields: "id") {
    id: ID!
    numericId: ID @external
    deployments: [Deployment!]
  }

  type EvaluationTask @key(fields: "id", resolvable: false) {
    id: ID!
  }
`;

interface Deployment {
  readonly id: string;
  readonly modelVersionId: string;
  readonly numericId: string;
  readonly region: string;
}

const DEPLOYMENTS: readonly Deployment[] = [
  { id: "d1", modelVersionId: "amv-8nzc3yh5pd1m", numericId: "16022", region: "bj" },
  { id: "d2", modelVersionId: "16088", numericId: "16088", region: "gz" },
  { id: "d3", modelVersionId: "amv-2tbk6wq0rv9s", numericId: "16088", region: "su" },
];

const OWNERS: Readonly<Record<string, string>> = {
  "am-4kq9trv2xw7b": "support",
  "am-y8ha23iz81gp": "marketing",
  "am-thereisnosuch": "nobody",
};

const RESOLVERS = {
  Query: {
    caller: (_: unknown, _args: unknown, context: unknown) => callerOf(context),
    deployments: () => DEPLOYMENTS,
    audits: () => [{ subject: { id: "ame-5wz1kd8qh3vn" } }, { subject: { id: "5902" } }],
    owned: (_: unknown, { by }: { by: string }) =>
      Object.entries(OWNERS).flatMap(([id, owner]) => (owner === by ? [{ id }] : [])),
  },
  Deployment: {
    __resolveReference: ({ id }: { id: string }) => DEPLOYMENTS.find((one) => one.id === id),
    modelVersion: ({ modelVersionId }: Deployment) => ({ id: modelVersionId }),
    keptModelVersion: ({ modelVersionId, numericId }: Deployment) => ({
      id: modelVersionId,
      numericId,
    }),
  },
  Model: {
    __resolveReference: (model: { id: string }) => model,
    owner({ id }: { id: string }) {
      if (id === "am-y8ha23iz81gp") throw new GraphQLError("the owners' directory is closed");
      return OWNERS[id] ?? null;
    },
    trainType: () => "our own base",
    slug: ({ name }: { name?: string }) => (name ? encodeURIComponent(name) : null),
  },
  ModelVersion: {
    __resolveReference: (version: { id: string }) => version,
    deployments: ({ id }: { id: string }) =>
      DEPLOYMENTS.filter(({ modelVersionId }) => modelVersionId === id),
  },
};

function callerOf(context: unknown): unknown {
  return typeof context === "object" && context !== null && "caller" in context
    ? context.caller
    : null;
}

export interface Neighbour {
  readonly url: string;
  stop(): Promise<void>;
}

export async function startNeighbour(): Promise<Neighbour> {
  const server = new ApolloServer<{ caller: string | undefined }>({
    schema: buildSubgraphSchema({ typeDefs: parse(NEIGHBOUR_SDL), resolvers: RESOLVERS }),
    plugins: [ApolloServerPluginInlineTraceDisabled()],
    stopOnTerminationSignals: false,
  });
  const { url } = await startStandaloneServer(server, {
    listen: { host: "127.0.0.1", port: 0 },
    context: async ({ req }) => ({ caller: req.headers.authorization }),
  });
  return { url, stop: () => server.stop() };
}
