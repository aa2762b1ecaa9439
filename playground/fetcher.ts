import { createGraphiQLFetcher, type Fetcher, type FetcherParams } from "@graphiql/toolkit";
import { type DocumentNode, Kind, parse } from "graphql";

const EMPTY_TOKEN = /^\s*(bearer\s*)?$/i;

/**
 * Queries and mutations by POST, subscriptions by WebSocket, all to the address of the page.
 *
 * @param linked the headers of the link that opened the page
 */
export function playgroundFetcher(linked: Readonly<Record<string, string>> = {}): Fetcher {
  const url = new URL(location.pathname, location.origin);
  const subscriptionUrl = new URL(url);
  subscriptionUrl.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  const fetcher = createGraphiQLFetcher({
    url: url.href,
    subscriptionUrl: subscriptionUrl.href,
  });
  return (params, options) => {
    const shown = withoutEmptyToken(options?.headers);
    const headers = isAutomatic(params) ? without(linked, shown) : shown;
    const asked = asShown(params, options?.documentAST);
    return fetcher(asked.params, { ...options, headers, documentAST: asked.document });
  };
}

// GraphiQL learns what an editor holds 100 ms after a change. Whoever opens a tab and runs it at
// once would else send the name, and take the transport, of the operation in the tab before.
function asShown(params: FetcherParams, known?: DocumentNode) {
  const document = parsed(params.query) ?? known;
  const names = document?.definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION ? [definition.name?.value] : [],
  );
  if (names?.length !== 1 || names[0] === params.operationName) return { params, document };
  return { params: { ...params, operationName: names[0] }, document };
}

// The page reads the schema by itself, before a person has seen what a link brought along.
function isAutomatic({ operationName }: FetcherParams): boolean {
  return operationName === "IntrospectionQuery";
}

function without(
  linked: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name, value]) => linked[name] !== value),
  );
}

/** Nothing when it does not parse: the server says why, in its answer. */
function parsed(query: string): DocumentNode | undefined {
  try {
    return parse(query);
  } catch {
    return undefined;
  }
}

// The header editor opens with a place for a token. Whoever leaves it empty sends none.
function withoutEmptyToken(headers: Record<string, string> = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(
      ([name, value]) => name.toLowerCase() !== "authorization" || !EMPTY_TOKEN.test(value),
    ),
  );
}
