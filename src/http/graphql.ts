import type { IncomingMessage, ServerResponse } from "node:http";
import { HeaderMap, type HTTPGraphQLResponse } from "@apollo/server";
import type { Caller } from "../auth/caller.ts";
import { languageOf, type OperationContext } from "../context.ts";
import { ClientConnection } from "../deadline.ts";
import { ServiceError } from "../errors.ts";
import type { Pipeline } from "../pipeline/index.ts";
import type { OperationRequest } from "../pipeline/stage.ts";
import type { AdmittedHandler } from "./admitted.ts";
import { answerError, answerServiceError } from "./answer.ts";
import { BodyTooLarge, readBody } from "./body.ts";

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
export function graphqlHandler(options: GraphQLHandlerOptions): AdmittedHandler {
  const { pipeline, createContext } = options;
  return async (request, response, caller) => {
    const body = await parsedBody(request, response, options.maxBodyBytes);
    if (body === REFUSED) return;
    const search = searchOf(request.url ?? "");
    try {
      pipeline.admit(requested(request, search, body));
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      answerServiceError(response, error, languageOf(request));
      return;
    }
    const answer = await pipeline.http(
      { method: request.method ?? "GET", headers: headerMap(request), search, body },
      () => createContext(caller, request, new ClientConnection(response)),
    );
    // What is kept of an answer answers only clients that would get the same.
    if (request.method === "GET") response.appendHeader("vary", VARY);
    await write(answer, response);
  };
}

const VARY = "accept, accept-language, authorization, x-show-upstream";

export const REFUSED = Symbol("refused");

/** The JSON of a POST; a symbol when the request has been refused already. */
export async function parsedBody(
  request: IncomingMessage,
  response: ServerResponse,
  maxBytes: number,
): Promise<unknown> {
  if (request.method !== "POST") return {};
  try {
    const text = await readBody(request, maxBytes);
    return isJson(request) ? JSON.parse(text) : {};
  } catch (error) {
    if (error instanceof BodyTooLarge) {
      response.setHeader("connection", "close");
      answerError(response, 413, "PAYLOAD_TOO_LARGE", error.message);
    } else {
      answerError(response, 400, "BAD_REQUEST", "The request's body is not JSON.");
    }
    return REFUSED;
  }
}

function isJson(request: IncomingMessage): boolean {
  return /^application\/(\S+\+)?json\s*(;|$)/i.test(request.headers["content-type"] ?? "");
}

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
