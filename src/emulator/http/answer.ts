import { randomUUID } from "node:crypto";
import type { AuthRefusal } from "../auth/refusal.ts";
import type { OperationError } from "../errors.ts";

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** What is written as JSON; bytes are written as they are. */
  readonly body: unknown;
  /** V1's number or V2's word for what went wrong, when an operation has refused. */
  readonly errorCode: number | string | null;
}

const EMPTY = new Uint8Array();

export function success(logId: string, result: unknown): Answer {
  return { status: 200, headers: {}, body: { log_id: logId, result }, errorCode: null };
}

export function binary(type: string, body: Uint8Array): Answer {
  return { status: 200, headers: { "Content-Type": type }, body, errorCode: null };
}

export function operationFailure(logId: string, { code, message }: OperationError): Answer {
  const body = { error_code: code, error_msg: message, log_id: logId };
  return { status: 200, headers: {}, body, errorCode: code };
}

/** The gateway's headers, and an empty body: a JSON body would hide the failure from Baidu's Go SDK. */
export function authFailure({ status, code, message }: AuthRefusal): Answer {
  const headers = { "X-Bce-Error-Code": code, "X-Bce-Error-Message": message };
  return { status, headers, body: EMPTY, errorCode: null };
}

/** An answer's body as it is sent. */
export function bodyOf({ body }: Pick<Answer, "body">): Buffer {
  return Buffer.from(body instanceof Uint8Array ? body : JSON.stringify(body));
}

/** To a download without its signature, as the object storage refuses it. */
export function notSigned(): Answer {
  return general(403, "AccessDenied", "Verify access forbidden");
}

export function unknownPath(path: string): Answer {
  return general(404, "NotFound", `No operation at ${path}`);
}

export function methodNotAllowed(method: string, allowed = "POST"): Answer {
  return general(405, "MethodNotAllowed", `${method} is not allowed`, { Allow: allowed });
}

export function general(
  status: number,
  code: string,
  message: string,
  headers: Record<string, string> = {},
): Answer {
  return { status, headers, body: { requestId: randomUUID(), code, message }, errorCode: null };
}
