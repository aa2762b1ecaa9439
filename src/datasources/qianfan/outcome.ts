import { type QianfanDetails, ServiceError } from "../../errors.ts";
import type { Failure } from "./failure.ts";
import type { Operation } from "./operations.ts";

/** What the caller is told of a call that failed for good. */
export function outcomeOf<Request>(
  { facts }: Failure,
  { name, kind, check }: Operation<Request, unknown>,
  request: Request,
  attempts: number,
): ServiceError {
  const qianfan = details(name, attempts, facts.answer);
  const { reason, cause } = facts;
  if (kind === "write" && facts.effect === "unknown") {
    const told = { operation: name, reason, check: check?.(request) ?? "" };
    return new ServiceError("OUTCOME_UNKNOWN", told, { qianfan, cause });
  }
  const told = { operation: name, reason };
  return new ServiceError(facts.code, told, {
    qianfan,
    cause,
    retryable: facts.transient,
    extensions: facts.retryAfterMs === undefined ? {} : { retryAt: fromNow(facts.retryAfterMs) },
  });
}

/** What the caller is told of a read that was still under way when the operation's time was up. */
export function overdue(operation: string, attempts: number, deadlineMs: number): ServiceError {
  const reason = {
    en: `the ${deadlineMs} ms that one operation may take are over`,
    zh: `单次操作的 ${deadlineMs} 毫秒时限已到`,
  };
  return new ServiceError(
    "QIANFAN_TIMEOUT",
    { operation, reason },
    { qianfan: details(operation, attempts) },
  );
}

function details(
  operation: string,
  attempts: number,
  answer: Partial<QianfanDetails> = {},
): QianfanDetails {
  return {
    operation,
    errorCode: null,
    message: null,
    requestId: null,
    httpStatus: null,
    attempts,
    ...answer,
  };
}

function fromNow(ms: number): string {
  return new Date(Date.now() + ms).toISOString();
}
