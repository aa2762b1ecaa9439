import type { z } from "zod";
import type { Localized } from "../../../domain/index.ts";
import { isRecord } from "../../../util/is-record.ts";
import type { UpstreamError } from "./protocol.ts";
import { header, textOf, type WireReply } from "./wire.ts";

/**
 * What an answer's body says went wrong; null where it says nothing of the kind. V1 writes `error_code`
 * and `error_msg`; V2 and the gateway write `code` and `message`. Servers in between are known to write
 * `{"error": {"code", "message"}}`, `{"error", "error_description"}` and `{"success": false, "message"}`.
 */
export function errorSaidIn(body: unknown): UpstreamError | null {
  if (!isRecord(body)) return null;
  const inner = isRecord(body.error) ? body.error : {};
  const code =
    codeIn(body.error_code) ?? codeIn(body.code) ?? codeIn(inner.code) ?? codeIn(body.error);
  const innerMessage = messageIn(inner);
  if (code === null && body.success !== false && innerMessage === "") return null;
  return { code, message: messageIn(body) || innerMessage, requestId: logIdIn(body) };
}

/** Whether an answer says no: HTTP 200 may carry an error, and a gateway's error may carry no body. */
export function errorIn(body: unknown, reply: WireReply): UpstreamError | null {
  const said = errorSaidIn(body);
  if (said === null && isSuccess(reply)) return null;
  return {
    code: said?.code ?? header(reply, "x-bce-error-code"),
    message: said?.message || header(reply, "x-bce-error-message") || "",
    requestId: logIdOf(body, reply),
  };
}

// Zero is a success in V1 (as Baidu's own SDKs read it), 200 wherever codes are those of HTTP.
const SUCCESSES: ReadonlySet<string> = new Set(["", "0", "200"]);

function codeIn(value: unknown): string | null {
  if (typeof value !== "string" && typeof value !== "number") return null;
  return SUCCESSES.has(String(value)) ? null : String(value);
}

function messageIn(body: Readonly<Record<string, unknown>>): string {
  const texts = [body.error_msg, body.message, body.msg, body.error_description];
  return texts.find((text): text is string => typeof text === "string" && text !== "") ?? "";
}

/** The result in an answer's body; undefined where there is none. */
export function resultIn(body: unknown): unknown {
  return isRecord(body) ? body.result : undefined;
}

/** The id of an answer in Qianfan's own logs, whatever the answer says: in its body, or a header. */
export function logIdOf(body: unknown, reply: WireReply): string | null {
  return logIdIn(body) ?? header(reply, "x-bce-request-id");
}

function logIdIn(body: unknown): string | null {
  if (!isRecord(body)) return null;
  const given = [body.log_id, body.requestId, body.request_id];
  const found = given.find((id) => typeof id === "number" || (typeof id === "string" && id !== ""));
  return found === undefined ? null : String(found);
}

export const NO_RESULT: Localized = { en: "the answer has no result", zh: "缺少 result" };

export function isSuccess(reply: WireReply): boolean {
  return reply.status >= 200 && reply.status < 300;
}

/** What an answer is that is not JSON. */
export function describeNotJson(reply: WireReply): Localized {
  if (textOf(reply).trim() === "") return { en: "the answer is empty", zh: "响应为空" };
  const type = header(reply, "content-type");
  return type && !type.includes("json")
    ? { en: `the answer is ${type}, not JSON`, zh: `响应是 ${type}，不是 JSON` }
    : { en: "the answer is not JSON", zh: "响应不是 JSON" };
}

/** The first few members of a result that are not as they must be. */
export function describeMismatch(error: z.ZodError): string {
  return error.issues
    .slice(0, 3)
    .map(
      ({ path, message }) =>
        `${path.length > 0 ? `result.${path.join(".")}` : "result"}: ${message}`,
    )
    .join("; ");
}
