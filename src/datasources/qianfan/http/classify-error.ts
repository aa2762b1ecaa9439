import type { ErrorCode, Localized } from "../../../domain/index.ts";
import { clockDifference } from "./clock-difference.ts";
import { classifyCode } from "./error-classes.ts";
import { PlatformError } from "./platform-error.ts";
import type { Protocol, UpstreamError } from "./protocol.ts";
import { retryAfterMs } from "./retry-after.ts";
import type { TransportError } from "./transport-error.ts";
import type { WireReply } from "./wire.ts";

/** An answer that says no. */
export function refused(
  error: UpstreamError,
  reply: WireReply,
  now: Date,
  codes: Protocol["codes"],
): PlatformError {
  const { is, transient } = classifyCode(error.code, reply.status, codes);
  const said = error.message || `HTTP ${reply.status}`;
  return new PlatformError({
    code: is,
    reason: is === "QIANFAN_CREDENTIALS_REJECTED" ? clockDifference(said, reply, now) : said,
    transient,
    effect: MAY_HAVE_WORKED.has(is) ? "unknown" : "none",
    retryAfterMs: retryAfterMs(reply, now),
    answer: {
      errorCode: error.code,
      message: error.message || null,
      requestId: error.requestId,
      httpStatus: reply.status,
    },
  });
}

// A server that failed, or a gateway that gave up on it, may have done its work before.
const MAY_HAVE_WORKED: ReadonlySet<ErrorCode> = new Set(["QIANFAN_UNAVAILABLE", "QIANFAN_TIMEOUT"]);

/** An answer that cannot be read. Asked again, it would not read better. */
export function unreadable(reply: WireReply, reason: string | Localized): PlatformError {
  return new PlatformError({
    code: "QIANFAN_BAD_RESPONSE",
    reason,
    transient: false,
    effect: "unknown",
    answer: { httpStatus: reply.status },
  });
}

/** No answer, or no whole one. */
export function classifyTransportError(error: TransportError): PlatformError {
  const { is, reason, transient } = faultOf(error);
  return new PlatformError({
    code: is,
    reason,
    transient,
    effect: error.phase === "waiting" ? "none" : "unknown",
    ...(error.httpStatus === null ? {} : { answer: { httpStatus: error.httpStatus } }),
    cause: error.cause,
  });
}

interface Fault {
  readonly is: ErrorCode;
  readonly reason: Localized;
  readonly transient: boolean;
}

const fault = (is: ErrorCode, transient: boolean, en: string, zh: string): Fault => ({
  is,
  transient,
  reason: { en, zh },
});

// biome-ignore format: one fault, one line
const BY_CODE: readonly (readonly [RegExp, Fault])[] = [
  [/^ECONNREFUSED$/, fault("QIANFAN_UNAVAILABLE", true, "the connection was refused", "连接被拒绝")],
  [/^(ENOTFOUND|EAI_AGAIN)$/, fault("QIANFAN_UNAVAILABLE", true, "its host name could not be looked up", "无法解析主机名")],
  [/^UND_ERR_CONNECT_TIMEOUT$/, fault("QIANFAN_TIMEOUT", true, "no connection was made in time", "连接超时")],
  [/^UND_ERR_RES_EXCEEDED_MAX_SIZE$/, fault("QIANFAN_BAD_RESPONSE", false, "the answer is larger than this server reads", "响应超出大小上限")],
  [/^HPE_/, fault("QIANFAN_BAD_RESPONSE", false, "the answer is not HTTP", "响应不是 HTTP")],
  [/CERT|TLS|SSL|UNABLE_TO/, fault("QIANFAN_UNAVAILABLE", false, "its certificate or TLS was not accepted", "TLS 证书无效")],
];

// biome-ignore format: one fault, one line
const BROKEN = {
  waiting: fault("QIANFAN_UNAVAILABLE", true, "no connection could be made", "无法建立连接"),
  sent: fault("QIANFAN_UNAVAILABLE", true, "the connection broke before it answered", "连接在响应之前中断"),
  answering: fault("QIANFAN_UNAVAILABLE", true, "the connection broke in the middle of the answer", "连接在响应途中中断"),
};

// biome-ignore format: one fault, one line
const LATE = {
  waiting: fault("QIANFAN_TIMEOUT", true, "no connection was free in time", "等待可用连接超时"),
  sent: fault("QIANFAN_TIMEOUT", true, "no answer began", "未开始响应"),
  answering: fault("QIANFAN_TIMEOUT", true, "the answer was not complete in time", "响应未能按时完成"),
};

function faultOf({ phase, timedOut, cause }: TransportError): Fault {
  if (timedOut) return LATE[phase];
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  return BY_CODE.find(([pattern]) => pattern.test(code))?.[1] ?? BROKEN[phase];
}
