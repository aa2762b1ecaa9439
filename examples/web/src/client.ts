import { Client, cacheExchange, fetchExchange } from "urql";

export const client = new Client({
  url: import.meta.env.VITE_GRAPHQL_URL ?? "/graphql",
  exchanges: [cacheExchange, fetchExchange],
  // By GET, so that the browser keeps what is final as long as the server says.
  preferGetMethod: "within-url-limit",
  fetchOptions: {
    // The server takes a GET only from who can send a header, which a forged link or form cannot.
    headers: { "apollo-require-preflight": "true" },
  },
});
