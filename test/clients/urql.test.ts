import { Client, fetchExchange, gql } from "@urql/core";
import { authExchange } from "@urql/exchange-auth";
import { cacheExchange, type KeyingConfig } from "@urql/exchange-graphcache";
import { relayPagination } from "@urql/exchange-graphcache/extras";
import {
  buildSchema,
  type IntrospectionQuery,
  introspectionFromSchema,
  isObjectType,
} from "graphql";
import { expect, it } from "vitest";
import { apiSchema } from "./kit/api-schema.ts";
import { authorization, MODEL, url } from "./kit/index.ts";
import {
  EVALUATE,
  type Evaluated,
  evaluation,
  MODELS,
  type Models,
  type PollTarget,
  STOP,
  WATCH,
} from "./kit/operations.ts";

const schema = buildSchema(apiSchema());

/** Types without an `id` are kept within the object they are part of. */
const keys: KeyingConfig = Object.fromEntries(
  Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) && !("id" in type.getFields()))
    .map(({ name }) => [name, () => null]),
);

function connect(): { client: Client; warnings: string[] } {
  const warnings: string[] = [];
  const client = new Client({
    url,
    preferGetMethod: false,
    fetchSubscriptions: true,
    exchanges: [
      cacheExchange({
        schema: introspectionFromSchema(schema) as IntrospectionQuery,
        keys,
        resolvers: { Query: { models: relayPagination() } },
        logger: (severity, message) => warnings.push(`${severity}: ${message}`),
      }),
      authExchange(async ({ appendHeaders }) => ({
        addAuthToOperation: (operation) => appendHeaders(operation, { authorization }),
        didAuthError: () => false,
        refreshAuth: async () => {},
      })),
      fetchExchange,
    ],
  });
  return { client, warnings };
}

it("graphcache adds a page to the pages before it, without a warning", async () => {
  const { client, warnings } = connect();
  const query = gql<Models>(MODELS);
  const first = await client.query(query, { first: 2 });
  expect(first.data?.models.edges).toHaveLength(2);
  const after = first.data?.models.pageInfo.endCursor;
  const all = await client.query(query, { first: 2, after });
  expect(all.data?.models.edges.map(({ node }) => node.name)).toContain("客服助手");
  expect(all.data?.models.edges).toHaveLength(4);
  expect(warnings).toEqual([]);
});

it("graphcache updates what a query has brought with each event", async () => {
  const { client } = connect();
  const created = await client.mutation<Evaluated>(gql(EVALUATE), { input: evaluation("urql") });
  const id = created.data?.createEvaluationTask.evaluationTask.id;
  const states: (string | undefined)[] = [];
  await new Promise<void>((resolve) => {
    const { unsubscribe } = client
      .subscription<PollTarget>(gql(WATCH), { id })
      .subscribe(({ data, error }) => {
        states.push(error?.message ?? data?.evaluationTaskUpdated.state);
        if (states.length === 1) void client.mutation(gql(STOP), { id }).toPromise();
        if (states.at(-1) !== "STOPPED" && !error) return;
        queueMicrotask(() => unsubscribe());
        resolve();
      });
  });
  expect(states.at(0)).toBe("PENDING");
  expect(states.at(-1)).toBe("STOPPED");
  const query = gql("query Task($id: ID!) { evaluationTask(id: $id) { id state } }");
  const cached = client.readQuery(query, { id });
  const asked = cached ?? (await client.query(query, { id }));
  expect(asked.data).toMatchObject({ evaluationTask: { id, state: "STOPPED" } });
});

it("graphcache keeps one object for both forms of an id", async () => {
  const { client } = connect();
  const query = gql("query Model($id: ID!) { model(id: $id) { __typename id name } }");
  const text = await client.query(query, { id: MODEL });
  const digits = await client.query(query, { id: "13410" });
  expect(digits.data).toEqual(text.data);
  expect(digits.data).toMatchObject({ model: { id: MODEL } });
});
