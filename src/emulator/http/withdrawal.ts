import { unsupportedMethod } from "../errors.ts";
import { type Answer, general, operationFailure } from "./answer.ts";

/** What V1's paths answer once V1 is gone: an HTTP status, or error 3 with HTTP 200. */
export const V1_WITHDRAWALS = ["404", "410", "unsupported-method"] as const;
export type V1Withdrawal = (typeof V1_WITHDRAWALS)[number];

/** A path that is gone checks no signature. */
export function withdrawn(how: V1Withdrawal, path: string, logId: string): Answer {
  if (how === "unsupported-method") return operationFailure(logId, unsupportedMethod());
  if (how === "404") return general(404, "NotFound", `No operation at ${path}`);
  return general(410, "Gone", `${path} is no longer served`);
}
