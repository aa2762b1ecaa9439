import { Pool } from "undici";

const HEADERS = { "content-type": "application/json" };

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
