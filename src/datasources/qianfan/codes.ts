import type { ErrorCode } from "../../errors.ts";

/** What one of Qianfan's error codes means to a caller. */
export interface Meaning {
  readonly is: ErrorCode;
  /** What Qianfan means by it. */
  readonly about: string;
  /** Whether the same request may fare better in a moment. */
  readonly transient: boolean;
}

const meaning = (is: ErrorCode, transient: boolean) => (about: string) => ({
  is,
  about,
  transient,
});
const down = meaning("QIANFAN_UNAVAILABLE", true);
const limited = meaning("QIANFAN_RATE_LIMITED", true);
const usedUp = meaning("QIANFAN_RATE_LIMITED", false);
const forbidden = meaning("QIANFAN_FORBIDDEN", false);
const rejected = meaning("QIANFAN_CREDENTIALS_REJECTED", false);

/** Every code of Qianfan's that is not an operation's own, from bodies and from `X-Bce-Error-Code`. */
export const CODES: ReadonlyMap<string, Meaning> = new Map([
  ["1", down("unknown error")],
  ["2", down("service unavailable")],
  ["1000", down("system error, try later")],
  ["336000", down("internal error")],
  ["336100", down("high load, try later")],
  ["500000", down("internal server error")],
  ["InternalError", down("internal error, in V2's words")],
  ["4", limited("request limit reached")],
  ["18", limited("limit per second reached")],
  ["19", limited("limit in total reached")],
  ["336501", limited("requests per minute reached")],
  ["336502", limited("tokens per minute reached")],
  ["17", usedUp("daily limit reached")],
  ["401", rejected("unauthorized, said in a body")],
  ["403", forbidden("forbidden, said in a body")],
  ["6", forbidden("no permission to access data")],
  ["336004", forbidden("no permission")],
  ["500002", forbidden("auth failed, no access")],
  ["AccessDenied", forbidden("no permission for the resource")],
  ["OptInRequired", forbidden("the service is not opened for the account")],
  ["13", rejected("get service token failed")],
  ["14", rejected("IAM certification failed")],
  ["15", rejected("application does not exist")],
  ["110", rejected("token invalid")],
  ["111", rejected("token expired")],
  ["IamSignatureInvalid", rejected("signature or key not accepted")],
  ["InvalidAccessKeyId", rejected("unknown access key")],
  ["InvalidHTTPAuthHeader", rejected("Authorization malformed")],
  ["RequestExpired", rejected("signature too old, or from the future")],
  ["SignatureDoesNotMatch", rejected("signature differs")],
]);

/** HTTP statuses, where the code says nothing; the first that fits. */
export const STATUSES: readonly (Meaning & { readonly from: number; readonly to: number })[] = [
  { from: 401, to: 401, ...rejected("unauthorized") },
  { from: 403, to: 403, ...rejected("forbidden") },
  { from: 408, to: 408, ...meaning("QIANFAN_TIMEOUT", true)("request timeout") },
  { from: 429, to: 429, ...limited("too many requests") },
  { from: 504, to: 504, ...meaning("QIANFAN_TIMEOUT", true)("gateway timeout") },
  { from: 500, to: 599, ...down("any other server error") },
];

const OTHER = meaning("QIANFAN_ERROR", false)("anything else");

export function meaningOf(code: string | null, httpStatus: number): Meaning {
  // A body in HTTP 200 may say the status that its sender meant.
  return CODES.get(code ?? "") ?? ofStatus(httpStatus) ?? ofStatus(Number(code)) ?? OTHER;
}

function ofStatus(status: number): Meaning | undefined {
  return STATUSES.find(({ from, to }) => status >= from && status <= to);
}
