import { createGatewayRuntime } from "@graphql-hive/gateway";
import { getComposedSchemaFromConfig, loadGraphQLHTTPSubgraph } from "@graphql-mesh/compose-cli";
import { DefaultLogger } from "@graphql-mesh/utils";
import { buildHTTPExecutor } from "@graphql-tools/executor-http";
import { stitchSchemas } from "@graphql-tools/stitch";
import { composeServices } from "@theguild/federation-composition";
import { buildSchema, type ExecutionResult, execute, type GraphQLSchema, parse } from "graphql";
import { expect, it, onTestFinished } from "vitest";
import { apiSchema } from "./kit/api-schema.ts";
import { authorization, MODEL, url } from "./kit/index.ts";

const QUERY = `query Model($id: ID!) {
  model(id: $id) { id name versions(first: 1) { version state } }
}`;
const ANSWER = {
  data: { model: { id: MODEL, name: "客服助手", versions: [{ version: "3", state: "READY" }] } },
};

it("Hive Gateway answers from the subgraph, with the client's token", async () => {
  const sdl = await queryDemo<{ _service: { sdl: string } }>("{ _service { sdl } }");
  const { supergraphSdl, errors } = composeServices([
    { name: "qianfan", url, typeDefs: parse(sdl.data?._service.sdl ?? "") },
  ]);
  expect(errors).toBeUndefined();
  expect(await throughHive(supergraphSdl ?? "")).toEqual(ANSWER);
});

it("Mesh composes the introspected API, and Hive Gateway answers from it", async () => {
  const supergraph = await getComposedSchemaFromConfig(
    {
      fetch,
      cwd: import.meta.dirname,
      subgraphs: [
        {
          sourceHandler: loadGraphQLHTTPSubgraph("qianfan", {
            endpoint: url,
            schemaHeaders: { authorization },
          }),
        },
      ],
    },
    new DefaultLogger(),
  );
  expect(await throughHive(supergraph)).toEqual(ANSWER);
});

it("a stitched schema answers", async () => {
  const executor = buildHTTPExecutor({ endpoint: url, headers: { authorization } });
  const schema = stitchSchemas({
    subschemas: [{ schema: buildSchema(apiSchema()), executor, batch: true }],
  });
  const result = await execute({
    schema,
    document: parse(QUERY),
    variableValues: { id: MODEL },
  });
  expect(result).toEqual(ANSWER);
});

it("a stitched schema merges a model's fields of two services", async () => {
  const executor = buildHTTPExecutor({ endpoint: url, headers: { authorization } });
  const schema = stitchSchemas({
    subschemas: [
      {
        schema: buildSchema(apiSchema()),
        executor,
        batch: true,
        merge: {
          Model: {
            selectionSet: "{ id }",
            fieldName: "model",
            args: ({ id }: { id: string }) => ({ id }),
          },
        },
      },
      { schema: owners() },
    ],
  });
  const result = await execute({
    schema,
    document: parse(`{ ownedBy(owner: "Li") { owner name } }`),
  });
  expect(result).toEqual({
    data: {
      ownedBy: [
        { owner: "Li", name: "客服助手" },
        { owner: "Li", name: "营销文案" },
      ],
    },
  });
});

/** Another team's schema, which knows a model by its id alone. */
function owners(): GraphQLSchema {
  const schema = buildSchema(`
    type Query { ownedBy(owner: String!): [Model!]! }
    type Model { id: ID! owner: String! }
  `);
  const field = schema.getQueryType()?.getFields().ownedBy;
  if (field) {
    const ids = [MODEL, "am-y8ha23iz81gp"];
    field.resolve = (_, { owner }: { owner: string }) => ids.map((id) => ({ id, owner }));
  }
  return schema;
}

async function throughHive(supergraph: string): Promise<unknown> {
  const gateway = createGatewayRuntime({
    supergraph,
    logging: false,
    propagateHeaders: {
      fromClientToSubgraphs: ({ request }) => ({
        authorization: request.headers.get("authorization") ?? "",
      }),
    },
  });
  onTestFinished(async () => void (await gateway[Symbol.asyncDispose]()));
  const response = await gateway.fetch("http://127.0.0.1/graphql", {
    method: "POST",
    headers: { "content-type": "application/json", authorization },
    body: JSON.stringify({ query: QUERY, variables: { id: MODEL } }),
  });
  return response.json();
}

async function queryDemo<Data>(query: string): Promise<ExecutionResult<Data>> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", authorization },
    body: JSON.stringify({ query }),
  });
  return response.json();
}
