import { Client, cacheExchange, fetchExchange } from "urql";

interface Session {
  readonly token: string;
  readonly language: string;
}

/** One client for a caller and a language: what one has read is not shown to another. */
export function createClient({ token, language }: Session): Client {
  return new Client({
    url: import.meta.env.VITE_GRAPHQL_URL ?? "/graphql",
    exchanges: [cacheExchange, fetchExchange],
    // Queries by GET, so that the browser keeps final answers as long as the server says.
    preferGetMethod: "within-url-limit",
    // Subscriptions as server-sent events, by fetch: EventSource cannot send a token.
    fetchSubscriptions: true,
    fetchOptions: {
      headers: {
        // The server takes a GET only with a header that a forged link or form cannot send.
        "apollo-require-preflight": "true",
        "accept-language": language,
        ...(token && { authorization: `Bearer ${token}` }),
      },
    },
  });
}
