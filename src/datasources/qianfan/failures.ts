import { type ErrorCode, type QianfanDetails, ServiceError } from "../../errors.ts";
import type { OperationKind } from "./operations.ts";
import type { WireReply } from "./transport.ts";

/** An answer that says no: Qianfan's code and words, from the body or the gateway's headers. */
export interface UpstreamError {
  readonly code: string | null;
  readonly message: string;
  readonly requestId: string | null;
  readonly httpStatus: number;
}

/** What was being asked when something went wrong. */
export interface Attempted {
  readonly operation: string;
  readonly kind: OperationKind;
  readonly attempts: number;
}

/** Qianfan's numeric codes (api.md 3.2), by what they mean to a caller. */
const CODES: Readonly<Record<string, ErrorCode>> = {
  1: "QIANFAN_UNAVAILABLE",
  2: "QIANFAN_UNAVAILABLE",
  1000: "QIANFAN_UNAVAILABLE",
  500000: "QIANFAN_UNAVAILABLE",
  336000: "QIANFAN_UNAVAILABLE",
  336100: "QIANFAN_UNAVAILABLE",
  4: "QIANFAN_RATE_LIMITED",
  17: "QIANFAN_RATE_LIMITED",
  18: "QIANFAN_RATE_LIMITED",
  19: "QIANFAN_RATE_LIMITED",
  336501: "QIANFAN_RATE_LIMITED",
  336502: "QIANFAN_RATE_LIMITED",
  6: "QIANFAN_FORBIDDEN",
  500002: "QIANFAN_FORBIDDEN",
  336004: "QIANFAN_FORBIDDEN",
  AccessDenied: "QIANFAN_FORBIDDEN",
  OptInRequired: "QIANFAN_FORBIDDEN",
  13: "QIANFAN_CREDENTIALS_REJECTED",
  14: "QIANFAN_CREDENTIALS_REJECTED",
  15: "QIANFAN_CREDENTIALS_REJECTED",
  110: "QIANFAN_CREDENTIALS_REJECTED",
  111: "QIANFAN_CREDENTIALS_REJECTED",
  IamSignatureInvalid: "QIANFAN_CREDENTIALS_REJECTED",
  InvalidAccessKeyId: "QIANFAN_CREDENTIALS_REJECTED",
  InvalidHTTPAuthHeader: "QIANFAN_CREDENTIALS_REJECTED",
  RequestExpired: "QIANFAN_CREDENTIALS_REJECTED",
  SignatureDoesNotMatch: "QIANFAN_CREDENTIALS_REJECTED",
};

/** The error of an answer that says no. */
export function refusedError(error: UpstreamError, attempted: Attempted): ServiceError {
  const code = codeOf(error);
  const details = {
    operation: attempted.operation,
    reason: error.message || `HTTP status ${error.httpStatus}`,
  };
  return new ServiceError(code, details, {
    qianfan: detailsOf(attempted, {
      errorCode: error.code,
      message: error.message || null,
      requestId: error.requestId,
      httpStatus: error.httpStatus,
    }),
  });
}

function codeOf({ code, httpStatus }: UpstreamError): ErrorCode {
  const known = code === null ? undefined : CODES[code];
  if (known) return known;
  if (httpStatus === 429) return "QIANFAN_RATE_LIMITED";
  if (httpStatus >= 500) return "QIANFAN_UNAVAILABLE";
  if (httpStatus === 401 || httpStatus === 403) return "QIANFAN_CREDENTIALS_REJECTED";
  return "QIANFAN_ERROR";
}

/** The error of an answer that cannot be read; after a write, nobody knows what it did. */
export function unreadableError(reply: WireReply, reason: string, attempted: Attempted) {
  const qianfan = detailsOf(attempted, { httpStatus: reply.status });
  return attempted.kind === "write"
    ? outcomeUnknown(reason, attempted, qianfan)
    : new ServiceError(
        "QIANFAN_BAD_RESPONSE",
        { operation: attempted.operation, reason },
        { qianfan },
      );
}

/** The error of a request that got no answer. */
export function transportError(cause: unknown, attempted: Attempted): ServiceError {
  const fault = faultOf(cause);
  const qianfan = detailsOf(attempted, {});
  if (attempted.kind === "write" && fault.reached) {
    return outcomeUnknown(fault.reason, attempted, qianfan, cause);
  }
  return new ServiceError(
    fault.code,
    { operation: attempted.operation, reason: fault.reason },
    { qianfan, cause },
  );
}

interface Fault {
  readonly code: ErrorCode;
  readonly reason: string;
  /** Whether Qianfan may have received the request. */
  readonly reached: boolean;
}

const FAULTS: Readonly<Record<string, Fault>> = {
  ECONNREFUSED: {
    code: "QIANFAN_UNAVAILABLE",
    reason: "the connection was refused",
    reached: false,
  },
  ENOTFOUND: {
    code: "QIANFAN_UNAVAILABLE",
    reason: "its host name could not be found",
    reached: false,
  },
  EAI_AGAIN: {
    code: "QIANFAN_UNAVAILABLE",
    reason: "its host name could not be looked up",
    reached: false,
  },
  UND_ERR_CONNECT_TIMEOUT: {
    code: "QIANFAN_TIMEOUT",
    reason: "no connection could be made",
    reached: false,
  },
  UND_ERR_HEADERS_TIMEOUT: { code: "QIANFAN_TIMEOUT", reason: "no answer began", reached: true },
  UND_ERR_BODY_TIMEOUT: {
    code: "QIANFAN_TIMEOUT",
    reason: "the answer stopped halfway",
    reached: true,
  },
  UND_ERR_RES_EXCEEDED_MAX_SIZE: {
    code: "QIANFAN_BAD_RESPONSE",
    reason: "the answer is larger than this server reads",
    reached: true,
  },
};

function faultOf(cause: unknown): Fault {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  return (
    FAULTS[code] ?? {
      code: "QIANFAN_UNAVAILABLE",
      reason: "the connection broke",
      reached: true,
    }
  );
}

function outcomeUnknown(
  reason: string,
  attempted: Attempted,
  qianfan: QianfanDetails,
  cause?: unknown,
): ServiceError {
  return new ServiceError(
    "OUTCOME_UNKNOWN",
    {
      operation: attempted.operation,
      reason,
      check: "Look whether it did before trying again.",
    },
    { qianfan, cause },
  );
}

function detailsOf(attempted: Attempted, known: Partial<QianfanDetails>): QianfanDetails {
  return {
    operation: attempted.operation,
    errorCode: null,
    message: null,
    requestId: null,
    httpStatus: null,
    attempts: attempted.attempts,
    ...known,
  };
}
