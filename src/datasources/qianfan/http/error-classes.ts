import type { ErrorCode } from "../../../domain/index.ts";

/** What one of Qianfan's error codes means to a caller. */
export interface ErrorClass {
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
export const down = meaning("QIANFAN_UNAVAILABLE", true);
export const limited = meaning("QIANFAN_RATE_LIMITED", true);
export const usedUp = meaning("QIANFAN_RATE_LIMITED", false);
export const forbidden = meaning("QIANFAN_FORBIDDEN", false);
export const rejected = meaning("QIANFAN_CREDENTIALS_REJECTED", false);

/** The codes of the gateway that lies before every version of the API, in bodies and in `X-Bce-Error-Code`. */
export const GATEWAY_CODES: ReadonlyMap<string, ErrorClass> = new Map([
  ["AccessDenied", forbidden("no permission for the resource")],
  ["OptInRequired", forbidden("the service is not opened for the account")],
  ["IamSignatureInvalid", rejected("signature or key not accepted")],
  ["InvalidAccessKeyId", rejected("unknown access key")],
  ["InvalidHTTPAuthHeader", rejected("Authorization malformed")],
  ["RequestExpired", rejected("signature too old, or from the future")],
  ["SignatureDoesNotMatch", rejected("signature differs")],
]);

/** HTTP statuses, where the code says nothing; the first that fits. */
export const STATUSES: readonly (ErrorClass & { readonly from: number; readonly to: number })[] = [
  { from: 401, to: 401, ...rejected("unauthorized") },
  { from: 403, to: 403, ...rejected("forbidden") },
  { from: 408, to: 408, ...meaning("QIANFAN_TIMEOUT", true)("request timeout") },
  { from: 429, to: 429, ...limited("too many requests") },
  { from: 504, to: 504, ...meaning("QIANFAN_TIMEOUT", true)("gateway timeout") },
  { from: 500, to: 599, ...down("any other server error") },
];

const OTHER = meaning("QIANFAN_ERROR", false)("anything else");

/** What an error means, by the codes of a version of the API, the gateway's, and its status. */
export function classifyCode(
  code: string | null,
  httpStatus: number,
  codes: ReadonlyMap<string, ErrorClass>,
): ErrorClass {
  const known = codes.get(code ?? "") ?? GATEWAY_CODES.get(code ?? "");
  // A body in HTTP 200 may say the status that its sender meant.
  return known ?? ofStatus(httpStatus) ?? ofStatus(Number(code)) ?? OTHER;
}

function ofStatus(status: number): ErrorClass | undefined {
  return STATUSES.find(({ from, to }) => status >= from && status <= to);
}
