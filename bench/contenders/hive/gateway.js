// Hive Gateway over the supergraph that compose.js makes of Qianfan's OpenAPI description, with JIT.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createGatewayRuntime } from "@graphql-hive/gateway-runtime";
import { useJIT } from "@graphql-mesh/plugin-jit";
import rest from "@graphql-mesh/transport-rest";

// What REST links by ids, linked: `@resolveTo` is Hive's way to say it.
const additionalTypeDefs = /* GraphQL */ `
  extend type Query {
    model(id: ID!): Model
      @resolveTo(
        sourceName: "Qianfan"
        sourceTypeName: "Query"
        sourceFieldName: "modelDetail"
        sourceArgs: { input: { modelId: "{args.id}" } }
      )
    modelVersions(ids: [ID!]!): [ModelVersion]!
    evaluationTask(id: ID!): EvaluationTask
      @resolveTo(
        sourceName: "Qianfan"
        sourceTypeName: "Query"
        sourceFieldName: "evaluationDetail"
        sourceArgs: { input: { id: "{args.id}" } }
      )
  }
  extend type ModelVersion {
    model: Model
      @resolveTo(
        sourceName: "Qianfan"
        sourceTypeName: "Query"
        sourceFieldName: "modelDetail"
        requiredSelectionSet: "{ modelId }"
        sourceArgs: { input: { modelId: "{root.modelId}" } }
      )
  }
  extend type EvaluationUnit {
    modelVersion: ModelVersion
      @resolveTo(
        sourceName: "Qianfan"
        sourceTypeName: "Query"
        sourceFieldName: "modelVersionDetail"
        requiredSelectionSet: "{ modelVersionId }"
        sourceArgs: { input: { modelVersionId: "{root.modelVersionId}" } }
      )
    model: Model
      @resolveTo(
        sourceName: "Qianfan"
        sourceTypeName: "Query"
        sourceFieldName: "modelDetail"
        requiredSelectionSet: "{ modelId }"
        sourceArgs: { input: { modelId: "{root.modelId}" } }
      )
  }
`;

const additionalResolvers = {
  Query: {
    modelVersions: (root, { ids }, context, info) =>
      ids.map((id) =>
        context.Qianfan.Query.modelVersionDetail({
          root,
          args: { input: { modelVersionId: id } },
          context,
          info,
        }),
      ),
  },
};

const gateway = createGatewayRuntime({
  supergraph: readFileSync(new URL("supergraph.graphql", import.meta.url), "utf8"),
  additionalTypeDefs,
  additionalResolvers,
  transports: { rest },
  transportEntries: { Qianfan: { location: process.env.UPSTREAM } },
  plugins: () => [useJIT()],
  logging: false,
  maskedErrors: false,
});
const server = createServer(gateway);
server.listen(0, "127.0.0.1", () =>
  process.send({ url: `http://127.0.0.1:${server.address().port}/graphql` }),
);
