import { createHash } from "node:crypto";
import { ApolloServer } from "@apollo/server";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { operationLines, startKit } from "../kit/index.ts";

const MODEL = "am-4kq9trv2xw7b";
const DOCUMENT =
  "query One($id: ID!) { model(id: $id) { id name versionCount } } query Two($ids: [ID!]!) { modelVersions(ids: $ids) { id version } }";

interface Ask {
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

const one = { query: DOCUMENT, operationName: "One", variables: { id: MODEL } };
const bad = { query: DOCUMENT, operationName: "Two", variables: { ids: ["?", "amv-none"] } };
const hash = createHash("sha256").update("{ __typename }").digest("hex");

/** Each is sent three times: found valid, known, and known again. */
const ASKS: Readonly<Record<string, Ask>> = {
  "a query": { body: { query: "{ __typename }" } },
  "an operation of two": { body: one },
  "another one of the same text": { body: bad },
  "errors in Chinese": { body: bad, headers: { "accept-language": "zh-CN" } },
  "variables that do not fit": { body: { ...one, variables: { id: {} } } },
  "variables that are missing": { body: { ...one, variables: null } },
  "an operation that is not there": { body: { ...one, operationName: "Three" } },
  "no operation of two": { body: { query: DOCUMENT } },
  "the current media type": {
    body: one,
    headers: { accept: "application/graphql-response+json, application/json;q=0.9" },
  },
  "a media type that is not served": { body: one, headers: { accept: "text/plain" } },
  "what was asked upstream": { body: one, headers: { "x-show-upstream": "1" } },
  "a persisted query": {
    body: {
      query: "{ __typename }",
      extensions: { persistedQuery: { version: 1, sha256Hash: hash } },
    },
  },
  "a trace": { body: one, headers: { "apollo-federation-include-trace": "ftv1" } },
  "variables that are a list": { body: { ...one, variables: [MODEL] } },
  "a name that is a number": { body: { ...one, operationName: 1 } },
  "more entities than are allowed": {
    body: {
      query: "query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }",
      variables: { r: [1, 2, 3].map((id) => ({ __typename: "Model", id: `am-${id}` })) },
    },
  },
  "more calls than are allowed": { body: { ...bad, variables: { ids: ids(1001) } } },
};

function ids(length: number): string[] {
  return Array.from({ length }, (_, n) => `amv-${n}`);
}

/** What a client sees; ids of requests and times differ by their nature. */
async function seen(url: string, { body, headers = {} }: Ask) {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  const told = Object.fromEntries(response.headers);
  const untimed = text
    .replace(/"milliseconds":[\d.]+/g, '"milliseconds":0')
    .replace(/"ftv1":"[^"]+"/, '"ftv1":""');
  return {
    status: response.status,
    body: untimed,
    headers: { ...told, date: "", "x-request-id": "", "content-length": "" },
  };
}

const LIMITS = {
  MAX_REPRESENTATIONS: "2",
  MAX_COST: "1000",
  SUBSCRIPTION_HEARTBEAT_SECONDS: "3600",
};

describe("a query that is known", () => {
  it.each(Object.entries(ASKS))("is answered as the first time: %s", async (_, ask) => {
    const plain = await startKit({ settings: { ...LIMITS, EXECUTOR: "graphql-js" } });
    const quick = await startKit({ settings: { ...LIMITS, EXECUTOR: "jit-at-once" } });
    const right = await seen(plain.url, ask);
    for (let n = 0; n < 3; n += 1) expect(await seen(quick.url, ask)).toEqual(right);
  });

  it("goes past Apollo, and into the log as before", async () => {
    const execute = vi.spyOn(ApolloServer.prototype, "executeHTTPGraphQLRequest");
    onTestFinished(() => execute.mockRestore());
    const { url, logged } = await startKit({ settings: { EXECUTOR: "jit" } });
    for (let n = 0; n < 34; n += 1) await seen(url, { body: one });
    // The last of these was compiled.
    expect(execute).toHaveBeenCalledTimes(32);
    const lines = operationLines({ logged });
    const told = lines.map(({ milliseconds, requestId, time, ...line }) => JSON.stringify(line));
    expect(told).toHaveLength(34);
    expect(new Set(told).size).toBe(1);
  });

  it("is limited by its variables each time, also once it is known", async () => {
    const { url } = await startKit({ settings: { ...LIMITS, EXECUTOR: "jit-at-once" } });
    const asked = (length: number) =>
      seen(url, { body: { ...bad, variables: { ids: ids(length) } } });
    expect((await asked(2)).status).toBe(200);
    expect((await asked(2)).status).toBe(200);
    expect((await asked(1001)).body).toContain("MAX_COST");
    const entities = ASKS["more entities than are allowed"]?.body;
    const representations = [{ __typename: "Model", id: "am-1" }];
    const few = { ...entities, variables: { r: representations } };
    expect((await seen(url, { body: few })).status).toBe(200);
    expect((await seen(url, { body: few })).status).toBe(200);
    expect((await seen(url, { body: entities ?? {} })).status).toBe(400);
  });
});
