import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from "@apollo/client";
import { CombinedGraphQLErrors } from "@apollo/client/errors";
import { GraphQLWsLink } from "@apollo/client/link/subscriptions";
import { relayStylePagination } from "@apollo/client/utilities";
import { OperationTypeNode } from "graphql";
import { createClient } from "graphql-ws";
import { expect, it, onTestFinished, vi } from "vitest";
import WebSocket from "ws";
import { authorization, MODEL, url, webSocketUrl } from "./kit/index.ts";
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

function connect(): ApolloClient {
  const socket = createClient({
    url: webSocketUrl,
    webSocketImpl: WebSocket,
    connectionParams: { authorization },
  });
  const client = new ApolloClient({
    cache: new InMemoryCache({
      typePolicies: {
        Query: { fields: { models: relayStylePagination(["scope", "filter", "orderBy"]) } },
      },
    }),
    link: ApolloLink.split(
      ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
      new GraphQLWsLink(socket),
      new HttpLink({ uri: url, headers: { authorization } }),
    ),
  });
  onTestFinished(async () => {
    client.stop();
    await socket.dispose();
  });
  return client;
}

it("Apollo Client adds a page to the pages before it", async () => {
  const client = connect();
  const models = client.watchQuery<Models>({ query: gql(MODELS), variables: { first: 2 } });
  const pages: number[] = [];
  models.subscribe(({ data, dataState }) => {
    if (dataState === "complete") pages.push(data.models.edges.length);
  });
  await vi.waitFor(() => expect(pages.at(-1)).toBe(2));
  const { data, dataState } = models.getCurrentResult();
  if (dataState !== "complete") throw new Error("The first page is not there.");
  await models.fetchMore({ variables: { after: data.models.pageInfo.endCursor } });
  await vi.waitFor(() => expect(pages.at(-1)).toBe(4));
  const all = client.readQuery<Models>({ query: gql(MODELS), variables: { first: 2 } });
  expect(all?.models.edges.map(({ node }) => node.name)).toContain("客服助手");
  expect(all?.models.pageInfo.hasNextPage).toBe(false);
});

it("Apollo Client updates what a query has brought with each event", async () => {
  const client = connect();
  const { data } = await client.mutate<Evaluated>({
    mutation: gql(EVALUATE),
    variables: { input: evaluation("Apollo Client") },
  });
  const variables = { id: data?.createEvaluationTask.evaluationTask.id };
  const states: (string | undefined)[] = [];
  await new Promise<void>((complete, error) => {
    client.subscribe<PollTarget>({ query: gql(WATCH), variables }).subscribe({
      next: ({ data: event }) => {
        states.push(event?.evaluationTaskUpdated.state);
        if (states.length === 1) void client.mutate({ mutation: gql(STOP), variables });
      },
      complete,
      error,
    });
  });
  expect(states.at(0)).toBe("PENDING");
  expect(states.at(-1)).toBe("STOPPED");
  const id = `EvaluationTask:${variables.id}`;
  const fragment = gql("fragment State on EvaluationTask { state }");
  expect(client.readFragment({ id, fragment })).toMatchObject({ state: "STOPPED" });
});

it("Apollo Client keeps one object for both forms of an id", async () => {
  const client = connect();
  const query = gql("query Model($id: ID!) { model(id: $id) { id name } }");
  await client.query({ query, variables: { id: MODEL } });
  await client.query({ query, variables: { id: "13410" } });
  const keys = Object.keys(client.cache.extract() as object);
  expect(keys.filter((key) => key.startsWith("Model:"))).toEqual([`Model:${MODEL}`]);
});

it("Apollo Client's cache keeps a model that a dry run would delete", async () => {
  const client = connect();
  const query = gql("query Model($id: ID!) { model(id: $id) { id name } }");
  await client.query({ query, variables: { id: MODEL } });
  await client.mutate({
    mutation: gql(`
      mutation Delete($ids: [ID!]!) {
        deleteModels(ids: $ids, dryRun: true) { deletions { modelId outcome } }
      }
    `),
    variables: { ids: [MODEL] },
  });
  expect(client.readQuery({ query, variables: { id: MODEL } })).toMatchObject({
    model: { __typename: "Model", id: MODEL, name: "客服助手" },
  });
});

it("Apollo Client subscribes over HTTP, by multipart, where its link is an HttpLink alone", async () => {
  const client = new ApolloClient({
    cache: new InMemoryCache(),
    link: new HttpLink({ uri: url, headers: { authorization } }),
  });
  onTestFinished(() => client.stop());
  const requests = vi.spyOn(globalThis, "fetch");
  const { data } = await client.mutate<Evaluated>({
    mutation: gql(EVALUATE),
    variables: { input: evaluation("Apollo Client, multipart") },
  });
  const variables = { id: data?.createEvaluationTask.evaluationTask.id };
  const states: (string | undefined)[] = [];
  await new Promise<void>((complete, error) => {
    client.subscribe<PollTarget>({ query: gql(WATCH), variables }).subscribe({
      next: ({ data: event }) => {
        states.push(event?.evaluationTaskUpdated.state);
        if (states.length === 1) void client.mutate({ mutation: gql(STOP), variables });
      },
      complete,
      error,
    });
  });
  expect(states.at(0)).toBe("PENDING");
  expect(states.at(-1)).toBe("STOPPED");
  const responses = await Promise.all(requests.mock.results.map(({ value }) => value));
  const types = responses.map(({ headers }: Response) => headers.get("content-type"));
  expect(types.filter((type) => type?.startsWith("multipart/mixed"))).toHaveLength(1);
});

it("Apollo Client reads the code of a caller's refusal", async () => {
  const client = new ApolloClient({
    cache: new InMemoryCache(),
    link: new HttpLink({ uri: url, headers: { authorization: "Bearer qfg_unknown" } }),
  });
  onTestFinished(() => client.stop());
  const error = await client
    .query({ query: gql("{ models { totalCount } }") })
    .catch((caught) => caught);
  expect(CombinedGraphQLErrors.is(error)).toBe(true);
  expect(error.errors).toMatchObject([{ extensions: { code: "UNAUTHENTICATED" } }]);
});
