import type { ServerResponse } from "node:http";
import type { Answer } from "../http/answer.ts";
import { type Fault, isReplacement, type Replacement } from "./fault.ts";
import { spoil } from "./spoil.ts";

export interface Scene {
  readonly response: ServerResponse;
  /** Does what was asked and gives the answer, as of now or by a clock that is off. */
  readonly answer: (clockOffMs?: number) => Answer;
  /** Whether to do what was asked also where its answer is not sent. */
  readonly done: boolean;
  /** Fires when the emulator closes. */
  readonly closing: AbortSignal;
}

/** What was sent; null when no answer was sent to its end. */
export type Sent = Pick<Answer, "status" | "errorCode"> | null;

export async function misbehave(fault: Fault, scene: Scene): Promise<Sent> {
  if (!isReplacement(fault)) return spoil(fault, scene);
  if (scene.done) scene.answer();
  return replace(fault, scene.response);
}

function replace(fault: Replacement, response: ServerResponse): Sent {
  switch (fault.kind) {
    case "hang":
      return null;
    case "reset":
    case "reset-when-reused":
      response.socket?.resetAndDestroy();
      return null;
    case "status":
      response.writeHead(fault.status, fault.headers).end(fault.text);
      return { status: fault.status, errorCode: null };
    case "text":
      response.writeHead(200, { "Content-Type": fault.contentType }).end(fault.text);
      return { status: 200, errorCode: null };
    case "refuse": {
      const { status, headers, body } = refusal(fault);
      response.writeHead(status, { "Content-Type": "application/json", ...headers });
      response.end(JSON.stringify(body));
      return { status, errorCode: fault.code };
    }
  }
}

function refusal({ code, message, status }: Replacement & { readonly kind: "refuse" }) {
  if (typeof code === "number") {
    const body = { error_code: code, error_msg: message, log_id: REQUEST_ID };
    return { status: status ?? 200, headers: {}, body };
  }
  const body = { requestId: REQUEST_ID, code, message };
  return { status: status ?? 400, headers: { "X-Bce-Request-Id": REQUEST_ID }, body };
}

const REQUEST_ID = "1234567890";
