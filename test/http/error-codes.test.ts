import { once } from "node:events";
import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import WebSocket from "ws";
import { ERROR_CATALOGUE, type ErrorCode, ServiceError } from "../../src/domain/errors.ts";
import { formatServiceError } from "../../src/pipeline/client-error.ts";
import { tokensFile } from "../auth/kit.ts";
import { type AnsweredError, type Kit, type KitOptions, startKit } from "../kit/index.ts";
import { rawRequest } from "../kit/raw.ts";
import { webSocketUrl } from "../kit/subscribe.ts";

const CODES = Object.keys(ERROR_CATALOGUE) as ErrorCode[];
const ID = "the-id-of-the-request";
/** Names of protocols, headers, formats and settings, which have no Chinese. */
const IDENTIFIERS =
  /\b(?:GraphQL|JSON|HTTP|POST|GET|DELETE|HEAD|OPTIONS|SHA-256|UTF-\d+|CSRF|WebSocket|Bearer|Authorization|Accept|Content-Type|ID|charset|Int|id|query|mutation|variables|gbk|graphql|utf-8|zstd|gzip|deflate|br|ame-\w+|[a-z]+-[a-z-]+|Float|String|Boolean|PersistedQueryNotFound|localhost|\w+_\w+|\w*[a-z][A-Z]\w*|[\w-]+\/[\w+-]+)\b/g;

type Headers = Readonly<Record<string, string>>;
type Send = (kit: Kit, headers: Headers) => Promise<readonly AnsweredError[]>;

/** English words of a Chinese sentence, but for what is quoted. */
function englishIn(message: string): string[] {
  const prose = message
    .replaceAll(/“[^”]*”|`[^`]*`|"[^"]*"|<[^>]*>|\{[^}]*\}/g, "")
    .replaceAll(IDENTIFIERS, "");
  return prose.match(/[A-Za-z]{2,}/g) ?? [];
}

function request(init: RequestInit & { search?: string; path?: string }): Send {
  return async ({ url }, headers) => {
    const { search = "", path = "/graphql", ...rest } = init;
    const answer = await fetch(new URL(`${path}${search}`, url), {
      ...rest,
      headers: { ...(rest.headers as Headers), ...headers },
    });
    expect(answer.headers.get("x-request-id")).toBe(ID);
    const { errors } = await answer.json();
    return errors;
  };
}

function post(body: unknown, headers: Headers = {}): Send {
  return request({
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

function get(parameters: Headers): Send {
  return request({
    search: `?${new URLSearchParams(parameters)}`,
    headers: { "apollo-require-preflight": "1" },
  });
}

function eventStream(body: unknown): Send {
  return async ({ url }, headers) => {
    const answer = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "text/event-stream", ...headers },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    const [, data = text] = /^data: (.*)$/m.exec(text) ?? [];
    return JSON.parse(data).errors;
  };
}

function webSocket(payload: unknown): Send {
  return async (kit, headers) => {
    const socket = new WebSocket(webSocketUrl(kit), "graphql-transport-ws", { headers });
    try {
      await once(socket, "open");
      const send = (message: unknown) => socket.send(JSON.stringify(message));
      send({ type: "connection_init" });
      await once(socket, "message");
      send({ id: "1", type: "subscribe", payload });
      const [message] = await once(socket, "message");
      const { type, payload: sent } = JSON.parse(String(message));
      return type === "error" ? sent : sent.errors;
    } finally {
      socket.terminate();
    }
  };
}

function upgrade(path: string, more: Headers = {}): Send {
  return async ({ url }, headers) => {
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    const offer = { Connection: "Upgrade", Upgrade: "websocket", "Sec-WebSocket-Version": "13" };
    const key = { "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==" };
    socket.write(rawRequest("GET", path, { ...offer, ...key, ...more, ...headers }));
    let text = "";
    socket.on("data", (chunk) => (text += chunk));
    await once(socket, "close");
    return JSON.parse(text.slice(text.indexOf("\r\n\r\n"))).errors;
  };
}

const HASH = "0".repeat(64);
const persistedQuery = { version: 1, sha256Hash: HASH };
const WATCH = "subscription ($id: ID!) { evaluationTaskUpdated(id: $id) { id } }";
const THROWS: KitOptions = {
  pages: new Map([
    [
      "/broken",
      async () => {
        throw new TypeError("broken");
      },
    ],
  ]),
  stages: [
    {
      requestDidStart: async () => ({
        async didResolveOperation({ operationName }) {
          if (operationName === "Broken") throw new TypeError("broken");
        },
      }),
    },
  ],
};

/** What any transport carries. */
const OPERATIONS: readonly (readonly [string, ErrorCode, object])[] = [
  ["no GraphQL", "GRAPHQL_PARSE_FAILED", { query: "subscription {" }],
  ["an unknown field", "GRAPHQL_VALIDATION_FAILED", { query: "subscription { nothing }" }],
  ["a missing argument", "GRAPHQL_VALIDATION_FAILED", { query: "{ model { id } }" }],
  ["a missing variable", "BAD_USER_INPUT", { query: WATCH }],
  ["a wrong variable", "BAD_USER_INPUT", { query: WATCH, variables: { id: {} } }],
  ["a wrong id", "BAD_USER_INPUT", { query: WATCH, variables: { id: "am-" } }],
  ["an unknown persisted id", "PERSISTED_QUERY_NOT_FOUND", { extensions: { persistedQuery } }],
  ["a wrong documentId", "BAD_REQUEST", { documentId: " " }],
  ["a wrong hash", "BAD_REQUEST", { query: "{ __typename }", extensions: { persistedQuery } }],
  [
    "another version of persisted queries",
    "BAD_REQUEST",
    { query: "{ __typename }", extensions: { persistedQuery: { ...persistedQuery, version: 2 } } },
  ],
  [
    "an unknown operation",
    "OPERATION_RESOLUTION_FAILURE",
    { query: "query A { __typename }", operationName: "B" },
  ],
  [
    "no name for one of two operations",
    "OPERATION_RESOLUTION_FAILURE",
    { query: "query A { __typename } query B { __typename }" },
  ],
  [
    "an operation over a limit",
    "LIMIT_EXCEEDED",
    { query: `{ ${"a: __typename b: __typename ".repeat(100)} }` },
  ],
  [
    "an unexpected failure",
    "INTERNAL_SERVER_ERROR",
    { query: `subscription Broken { evaluationTaskUpdated(id: "ame-5wz1kd8qh3vn") { id } }` },
  ],
];

const MANY: readonly (readonly [string, ErrorCode, Send])[] = [
  ...OPERATIONS.filter(
    ([, , body]) => !JSON.stringify(body).includes(" evaluationTaskUpdated"),
  ).map(([name, code, body]) => [`POST: ${name}`, code, post(body)] as const),
  ...OPERATIONS.map(
    ([name, code, body]) => [`event stream: ${name}`, code, eventStream(body)] as const,
  ),
  ...OPERATIONS.map(([name, code, body]) => [`WebSocket: ${name}`, code, webSocket(body)] as const),
  [
    "POST: an unexpected failure",
    "INTERNAL_SERVER_ERROR",
    post({ query: "query Broken { __typename }" }),
  ],
  ["event stream: a query", "BAD_REQUEST", eventStream({ query: "{ __typename }" })],
  ["event stream: no query", "BAD_REQUEST", eventStream({})],
  ["WebSocket: a query", "BAD_REQUEST", webSocket({ query: "{ __typename }" })],
  ["POST: a subscription", "BAD_REQUEST", post({ query: WATCH, variables: { id: "ame-1" } })],
  [
    "POST: a form",
    "BAD_REQUEST",
    request({ method: "POST", body: new URLSearchParams({ query: "{a}" }) }),
  ],
  [
    "GET: no header that makes a browser ask",
    "BAD_REQUEST",
    request({ search: "?query={__typename}" }),
  ],
  ["GET: no GraphQL", "GRAPHQL_PARSE_FAILED", get({ query: "{" })],
  ["GET: a mutation", "BAD_REQUEST", get({ query: "mutation { __typename }" })],
  ["GET: no query", "BAD_REQUEST", get({})],
  [
    "GET: variables that are no JSON",
    "BAD_REQUEST",
    get({ query: "{__typename}", variables: "{" }),
  ],
  [
    "GET: variables that are no object",
    "BAD_REQUEST",
    get({ query: "{__typename}", variables: "1" }),
  ],
  [
    "GET: an unknown persisted id",
    "PERSISTED_QUERY_NOT_FOUND",
    get({ documentId: `sha256:${HASH}` }),
  ],
  ["POST: no JSON", "BAD_REQUEST", post("{")],
  ["POST: an empty object", "BAD_REQUEST", post({})],
  ["POST: a batch of 11", "BAD_REQUEST", post(Array(11).fill({ query: "{ __typename }" }))],
  ["POST: a query that is no text", "BAD_REQUEST", post({ query: 1 })],
  ["POST: variables as text", "BAD_REQUEST", post({ query: "{ __typename }", variables: "{}" })],
  ["POST: variables as a list", "BAD_REQUEST", post({ query: "{ __typename }", variables: [] })],
  ["POST: extensions as text", "BAD_REQUEST", post({ query: "{ __typename }", extensions: "{}" })],
  [
    "POST: a name that is no text",
    "BAD_REQUEST",
    post({ query: "{ __typename }", operationName: 1 }),
  ],
  ["POST: too large a body", "PAYLOAD_TOO_LARGE", post({ query: `#${"x".repeat(3_000)}` })],
  [
    "POST: another charset",
    "UNSUPPORTED_MEDIA_TYPE",
    post({}, { "content-type": "application/json; charset=gbk" }),
  ],
  ["POST: another encoding", "UNSUPPORTED_MEDIA_TYPE", post({}, { "content-encoding": "zstd" })],
  [
    "POST: no media type that is here",
    "BAD_REQUEST",
    post({ query: "{ __typename }" }, { accept: "image/png" }),
  ],
  ["another method", "METHOD_NOT_ALLOWED", request({ method: "DELETE" })],
  ["another path", "PATH_NOT_FOUND", request({ path: "/none" })],
  ["a page that fails", "INTERNAL_SERVER_ERROR", request({ path: "/broken" })],
  ["an upgrade elsewhere", "PATH_NOT_FOUND", upgrade("/none")],
  [
    "an upgrade by another site's page",
    "ORIGIN_NOT_ALLOWED",
    upgrade("/graphql", { Origin: "https://evil.example" }),
  ],
  [
    "an upgrade for another host",
    "MISDIRECTED_REQUEST",
    upgrade("/graphql", { Host: "evil.example" }),
  ],
];

describe("every code of the catalogue", () => {
  it.each(CODES)("%s is a sentence in both languages, and says whether to try again", (code) => {
    const error = new ServiceError(code, { problem: { en: "It is wrong.", zh: "有误。" } });
    for (const language of ["en", "zh"] as const) {
      const { message, extensions } = formatServiceError(error, { language, requestId: ID });
      expect(message).not.toBe("");
      expect(extensions).toMatchObject({
        ...{ code, requestId: ID, retryable: ERROR_CATALOGUE[code].retryable },
      });
    }
    expect(englishIn(ERROR_CATALOGUE[code].message.zh)).toEqual([]);
  });
});

describe("every transport's errors have a code, retryable, the request's id, and two languages", () => {
  it.each(MANY)("%s", async (_, code, send) => {
    const kit = await startKit({ ...THROWS, settings: { MAX_BODY_BYTES: "3000" } });
    const english = await send(kit, { "x-request-id": ID });
    const chinese = await send(kit, { "x-request-id": ID, "accept-language": "zh-CN,en;q=0.5" });
    const { retryable } = ERROR_CATALOGUE[code];
    for (const errors of [english, chinese]) {
      expect(errors.length).toBeGreaterThan(0);
      for (const { extensions } of errors) {
        expect(extensions).toMatchObject({ code, retryable, requestId: ID });
      }
    }
    expect(english.map(({ message }) => message).join()).not.toMatch(/\p{Script=Han}/u);
    for (const { message } of chinese) {
      if (message !== "PersistedQueryNotFound") expect(message).toMatch(/\p{Script=Han}/u);
      expect(englishIn(message)).toEqual([]);
    }
    expect(kit.upstream()).toEqual([]);
  });
});

it("a WebSocket that is refused closes with the code and the reason in the client's language", async () => {
  const kit = await startKit({ settings: { TOKENS_FILE: tokensFile({}).path } });
  const socket = new WebSocket(webSocketUrl(kit), "graphql-transport-ws", {
    headers: { "accept-language": "zh" },
  });
  await once(socket, "open");
  socket.send(JSON.stringify({ type: "connection_init" }));
  const [code, reason] = await once(socket, "close");
  expect([code, String(reason)]).toEqual([
    4401,
    expect.stringMatching(/^UNAUTHENTICATED: 无法确认/),
  ]);
});
