import { qianfanDetails, ServiceError } from "../../../domain/index.ts";
import type { Operation } from "./operation.ts";
import type { PlatformError } from "./platform-error.ts";

/** What the caller is told of a call that failed for good. */
export function outcomeOf<Request>(
  { facts }: PlatformError,
  { name, kind, check }: Operation<Request, unknown>,
  request: Request,
  attempts: number,
): ServiceError {
  const qianfan = qianfanDetails(name, attempts, facts.answer);
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

function fromNow(ms: number): string {
  return new Date(Date.now() + ms).toISOString();
}
