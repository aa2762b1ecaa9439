import type { UpstreamError } from "../diagnosis.ts";
import { errorSaidIn, isSuccess, resultIn as memberResult } from "../envelope.ts";
import { stringifyJson } from "../json.ts";
import { header, type WireReply } from "../wire.ts";
import type { V2Operation } from "./operation.ts";
import type { RefusalReason, Refusals } from "./refusals.ts";

export interface V2Request {
  readonly method: "POST";
  readonly path: string;
  /** It is part of what is signed. */
  readonly query: Readonly<Record<string, string>>;
  readonly body: string;
}

/** `root` is the path of the base URL, without a slash at its end. */
export function requestOf<Request>(
  { path, query, body }: V2Operation<Request, unknown>,
  request: Request,
  root = "",
): V2Request {
  return { method: "POST", path: `${root}${path}`, query, body: stringifyJson(body(request)) };
}

/** Path and query as they stand in the request line. */
export function targetOf({ path, query }: Pick<V2Request, "path" | "query">): string {
  return `${path}?${new URLSearchParams(query)}`;
}

/**
 * What an answer says went wrong; null for a success. V2 sends a status of 400 or above, and `code` with
 * `message`; bodies with a `code` have been seen with 2xx too. The gateway, which refuses signatures,
 * sends two headers and an empty body.
 */
export function errorIn(body: unknown, reply: WireReply): UpstreamError | null {
  const said = errorSaidIn(body);
  if (said === null && isSuccess(reply)) return null;
  return {
    code: said?.code ?? header(reply, "x-bce-error-code"),
    message: said?.message || header(reply, "x-bce-error-message") || "",
    requestId: requestIdIn(body, reply),
  };
}

/** The id of an answer in Qianfan's own logs: a body and its header carry the same one. */
export function requestIdIn(body: unknown, reply: WireReply): string | null {
  const { requestId } = Object(body);
  return (typeof requestId === "string" && requestId) || header(reply, "x-bce-request-id");
}

/** Why an operation declines, when an error names a parameter that the operation's refusals know. */
export function reasonIn(
  { code, message }: Pick<UpstreamError, "code" | "message">,
  refusals: Refusals,
): RefusalReason | undefined {
  // A general sentence stands before it.
  const parameter = /param\[[^\]]*\] invalid(?=\.?\s*$)/.exec(message)?.[0];
  const names = [`${code}`, ...(parameter === undefined ? [] : [`${code} ${parameter}`])];
  const name = names.find((known) => Object.hasOwn(refusals, known));
  return name === undefined ? undefined : refusals[name];
}

/**
 * The result in a success's body; undefined where there is none. What several writes answer was never
 * read: one that has succeeded may have no result.
 */
export function resultIn(
  { kind }: Pick<V2Operation<never, unknown>, "kind">,
  body: unknown,
): unknown {
  const result = memberResult(body);
  return result === undefined && kind === "write" && body !== null ? null : result;
}
