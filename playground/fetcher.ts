import { createGraphiQLFetcher, type Fetcher } from "@graphiql/toolkit";

const EMPTY_TOKEN = /^\s*(bearer\s*)?$/i;

/** Queries and mutations by POST, subscriptions by WebSocket, all to the address of the page. */
export function playgroundFetcher(): Fetcher {
  const url = new URL(location.pathname, location.origin);
  const subscriptionUrl = new URL(url);
  subscriptionUrl.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  const fetcher = createGraphiQLFetcher({
    url: url.href,
    subscriptionUrl: subscriptionUrl.href,
  });
  return (params, options) =>
    fetcher(params, { ...options, headers: withoutEmptyToken(options?.headers) });
}

// The header editor opens with a place for a token. Whoever leaves it empty sends none.
function withoutEmptyToken(headers: Record<string, string> = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(
      ([name, value]) => name.toLowerCase() !== "authorization" || !EMPTY_TOKEN.test(value),
    ),
  );
}
