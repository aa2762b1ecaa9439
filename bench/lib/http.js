import { deepStrictEqual } from "node:assert";
import { Pool } from "undici";
import { AUTHORIZATION } from "../contenders/caller.js";

export const HEADERS = { "content-type": "application/json", authorization: AUTHORIZATION };

/** Asks a GraphQL server over as many connections as there are clients, with as little work as undici allows. */
export function httpAsker(url, connections) {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections, headersTimeout: 60_000, bodyTimeout: 60_000 });
  const ask = ({ body }) =>
    new Promise((resolve, reject) => {
      const chunks = [];
      pool.dispatch(
        { method: "POST", path: pathname, headers: HEADERS, body },
        {
          onRequestStart() {},
          onResponseStart() {},
          onResponseData(_, chunk) {
            chunks.push(chunk);
          },
          onResponseEnd() {
            resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks));
          },
          onResponseError(_, error) {
            reject(error);
          },
        },
      );
    });
  return { ask, close: () => pool.close() };
}

const PING = { body: JSON.stringify({ query: "{ __typename }" }) };

/** Asks for next to nothing, and sees that it is answered: whoever is refused tells nothing of speed. */
export async function ping({ ask }) {
  const answer = JSON.parse((await ask(PING)).toString());
  deepStrictEqual(answer, { data: { __typename: "Query" } });
}
