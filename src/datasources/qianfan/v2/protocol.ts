import { errorIn, logIdOf, resultIn } from "../http/envelope.ts";
import type { Protocol } from "../http/protocol.ts";
import { V2_CODES } from "./error-codes.ts";
import { V2_EXPECTED } from "./expected.ts";

/** V2: one path for each area, and the action in the query. */
export const V2: Protocol = {
  place: ({ name, path = "/v2/model", query = { Action: name } }) => ({ path, query }),
  errorIn,
  codes: V2_CODES,
  expected: V2_EXPECTED,
  // What several writes answer was never read: one that has succeeded may have no result.
  resultIn: (body, kind) => {
    const result = resultIn(body);
    return result === undefined && kind === "write" && body !== null ? null : result;
  },
  logIdOf,
};
