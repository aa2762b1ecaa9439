import { errorIn, logIdOf, resultIn } from "../http/envelope.ts";
import type { Protocol } from "../http/protocol.ts";
import { V1_CODES } from "./error-codes.ts";
import { V1_EXPECTED } from "./expected.ts";

/** V1: an operation's name is its path, and an error may come with HTTP 200. */
export const V1: Protocol = {
  place: ({ name }) => ({ path: `/wenxinworkshop/modelrepo/${name}` }),
  errorIn,
  codes: V1_CODES,
  expected: V1_EXPECTED,
  resultIn,
  logIdOf,
};
