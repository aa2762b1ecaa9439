import { type Localized, type QianfanDetails, ServiceError } from "./errors.ts";

/** What `extensions.qianfan` tells of a call; what is not given is null. */
export function qianfanDetails(
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

/** A read that was still under way when the operation's time was up. */
export function overdue(operation: string, attempts: number, deadlineMs: number): ServiceError {
  const reason = {
    en: `the ${deadlineMs} ms that one operation may take are over`,
    zh: `单次操作的 ${deadlineMs} 毫秒时限已到`,
  };
  return new ServiceError(
    "QIANFAN_TIMEOUT",
    { operation, reason },
    { qianfan: qianfanDetails(operation, attempts) },
  );
}

/** An answer that came whole and says something that cannot be. */
export function badAnswer(operation: string, attempts: number, reason: Localized): ServiceError {
  const qianfan = qianfanDetails(operation, attempts, { httpStatus: 200 });
  return new ServiceError(
    "QIANFAN_BAD_RESPONSE",
    { operation, reason },
    { qianfan, retryable: false },
  );
}
