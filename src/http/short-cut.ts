import type { IncomingMessage, ServerResponse } from "node:http";
import type { HTTPGraphQLResponse } from "@apollo/server";
import { LRUCache } from "lru-cache";
import type { OperationContext } from "../context.ts";
import type { ClientConnection } from "../deadline.ts";
import type { KnownQueries, PlainQuery } from "../execution/known-queries.ts";
import { isTraced, TRACE_HEADER } from "../execution/plugin.ts";
import { isRecord } from "../is-record.ts";

/** Clients differ in what they accept, but not in as many ways as anyone could make up. */
const MOST_WISHES = 100;

/**
 * The way past Apollo for a query it has answered before. It is open to requests that ask for nothing
 * else: whatever has an extension, a trace, another method, or a wish Apollo has not met yet goes to it.
 */
export class ShortCut {
  /** The media type Apollo answers each `Accept` with. */
  readonly #mediaTypes = new LRUCache<string, string>({ max: MOST_WISHES });

  constructor(private readonly known: KnownQueries) {}

  /** Whether it was answered. */
  async answer(
    request: IncomingMessage,
    response: ServerResponse,
    body: unknown,
    recipient: ClientConnection,
    contextOf: () => OperationContext,
  ): Promise<boolean> {
    const { known } = this;
    const mediaType = this.#mediaTypes.get(wishOf(request));
    const query = mediaType ? plainQuery(request, body) : null;
    const compiled = query && known.find(query);
    const content = compiled && (await known.answer(compiled, query, contextOf(), recipient));
    if (!mediaType || !content) return false;
    response.writeHead(200, {
      "content-type": mediaType,
      "cache-control": "no-store",
      "content-length": Buffer.byteLength(content),
    });
    response.end(content);
    return true;
  }

  /** Takes note of how Apollo answers such a request. */
  learn(request: IncomingMessage, { status, headers }: HTTPGraphQLResponse): void {
    const mediaType = headers.get("content-type");
    const isGood = status === undefined || status === 200;
    if (request.method === "POST" && isGood && mediaType)
      this.#mediaTypes.set(wishOf(request), mediaType);
  }
}

function wishOf({ headers }: IncomingMessage): string {
  return headers.accept ?? "";
}

/** The query of a body that holds nothing but one and its variables, as Apollo takes them. */
function plainQuery({ method, headers }: IncomingMessage, body: unknown): PlainQuery | null {
  if (method !== "POST" || isTraced(headers[TRACE_HEADER]) || !isRecord(body)) return null;
  const { query, variables = null, operationName = null, extensions = null } = body;
  if (typeof query !== "string" || extensions !== null) return null;
  if (variables !== null && !isRecord(variables)) return null;
  if (operationName !== null && typeof operationName !== "string") return null;
  return { text: query, name: operationName ?? undefined, variables: variables ?? {} };
}
