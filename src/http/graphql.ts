import type { IncomingMessage, ServerResponse } from "node:http";
import { type ApolloServer, HeaderMap, type HTTPGraphQLResponse } from "@apollo/server";
import type { Caller } from "../auth/caller.ts";
import { languageOf, type OperationContext } from "../context.ts";
import { Recipient, type Waiting } from "../deadline.ts";
import { ServiceError } from "../errors.ts";
import type { KnownQueries } from "../execution/known-queries.ts";
import { outgoing } from "../utf8.ts";
import type { AdmittedHandler } from "./admitted.ts";
import { answerServiceError } from "./answer.ts";
import { parsedBody, REFUSED } from "./body.ts";
import type { Asked, Safelist } from "./safelist.ts";
import { ShortCut } from "./short-cut.ts";

export interface GraphQLHandlerOptions {
  readonly apollo: ApolloServer<OperationContext>;
  /** Null where Apollo answers everything. */
  readonly known: KnownQueries | null;
  readonly maxBodyBytes: number;
  /** Null where every operation is answered. */
  readonly safelist: Safelist | null;
  readonly contextOf: (
    caller: Caller,
    request: IncomingMessage,
    waiting: Waiting,
  ) => OperationContext;
}

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** GraphQL over HTTP: reads the request, lets Apollo answer it, writes the answer. */
export function graphqlHandler(options: GraphQLHandlerOptions): AdmittedHandler {
  const shortCut = options.known && new ShortCut(options.known);
  return async (request, response, caller) => {
    const body = await parsedBody(request, response, options.maxBodyBytes);
    if (body === REFUSED) return;
    const search = searchOf(request.url ?? "");
    if (options.safelist && !options.safelist.allows(askedBy(request, search, body))) {
      const error = new ServiceError("PERSISTED_QUERY_NOT_IN_LIST");
      answerServiceError(response, error, languageOf(request));
      return;
    }
    const recipient = new Recipient(response);
    const contextOf = () => options.contextOf(caller, request, recipient);
    if (await shortCut?.answer(request, response, body, recipient, contextOf)) return;
    const answer = await options.apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: request.method ?? "GET",
        headers: headerMap(request),
        search,
        body,
      },
      context: async () => contextOf(),
    });
    shortCut?.learn(request, answer);
    // What is kept of an answer answers only who would have been told the same.
    if (request.method === "GET") response.appendHeader("vary", VARY);
    await write(answer, response);
  };
}

const VARY = "accept, accept-language, authorization, x-show-upstream";

function headerMap(request: IncomingMessage): HeaderMap {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  return headers;
}

function searchOf(url: string): string {
  const start = url.indexOf("?");
  return start < 0 ? "" : url.slice(start);
}

function askedBy(request: IncomingMessage, search: string, body: unknown): Asked {
  if (request.method === "POST") return typeof body === "object" && body !== null ? body : {};
  const parameters = new URLSearchParams(search);
  const extensions = parameters.get("extensions");
  return {
    query: parameters.get("query") ?? undefined,
    extensions: extensions === null ? undefined : parsedOr(undefined, extensions),
  };
}

function parsedOr(otherwise: unknown, json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return otherwise;
  }
}

async function write(answer: HTTPGraphQLResponse, response: ServerResponse): Promise<void> {
  response.setHeader("cache-control", "no-store");
  for (const [name, value] of answer.headers) response.setHeader(name, value);
  response.statusCode = answer.status ?? 200;
  if (answer.body.kind === "complete") {
    const content = outgoing(answer.body.string);
    response.setHeader("content-length", Buffer.byteLength(content));
    response.end(content);
    return;
  }
  for await (const chunk of answer.body.asyncIterator) response.write(chunk);
  response.end();
}
