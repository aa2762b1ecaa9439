import type { IncomingMessage, ServerResponse } from "node:http";
import { HeaderMap, type HTTPGraphQLResponse } from "@apollo/server";
import type { Caller } from "../auth/caller.ts";
import { ServiceError } from "../domain/errors.ts";
import { readerOf } from "../pipeline/client-error.ts";
import type { Pipeline } from "../pipeline/index.ts";
import { languageOf, type OperationContext } from "../pipeline/operation-context.ts";
import type { OperationRequest } from "../pipeline/stage.ts";
import { ClientConnection } from "../util/deadline.ts";
import { isRecord } from "../util/is-record.ts";
import type { AuthenticatedHandler } from "./authenticated.ts";
import { refuseBatch } from "./batch.ts";
import { parsedBody, REFUSED } from "./body-reader.ts";
import { searchWithPersistedQuery, withPersistedQuery } from "./document-id.ts";
import { sendServiceError } from "./error-response.ts";

export interface GraphQLHandlerOptions {
  readonly pipeline: Pipeline;
  readonly maxBodyBytes: number;
  readonly createContext: (
    caller: Caller,
    request: IncomingMessage,
    client: ClientConnection,
  ) => OperationContext;
}

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Queries and mutations over HTTP: reads the request, sends it through the pipeline, writes the answer. */
export function graphqlHandler(options: GraphQLHandlerOptions): AuthenticatedHandler {
  const { pipeline, createContext } = options;
  return async (request, response, caller) => {
    let body = await parsedBody(request, response, options.maxBodyBytes);
    if (body === REFUSED || refuseBatch(response, body, languageOf(request))) return;
    let search = searchOf(request.url ?? "");
    try {
      if (request.method !== "POST") search = searchWithPersistedQuery(search);
      else if (isRecord(body)) body = withPersistedQuery(body);
      pipeline.admit(requested(request, search, body));
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      sendServiceError(response, error, languageOf(request));
      return;
    }
    const answer = await pipeline.http(
      { method: request.method ?? "GET", headers: headerMap(request), search, body },
      readerOf(request),
      () => createContext(caller, request, new ClientConnection(response)),
    );
    // What is kept of an answer answers only clients that would get the same.
    if (request.method === "GET") response.appendHeader("vary", VARY);
    await write(answer, response);
  };
}

const VARY = "accept, accept-language, authorization, x-show-cost, x-show-upstream";

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

function requested(request: IncomingMessage, search: string, body: unknown): OperationRequest {
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
    const content = answer.body.string;
    response.setHeader("content-length", Buffer.byteLength(content));
    response.end(content);
    return;
  }
  for await (const chunk of answer.body.asyncIterator) response.write(chunk);
  response.end();
}
