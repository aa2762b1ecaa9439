import type { Logger } from "pino";
import type { EndedOperation, Report } from "../pipeline/report-operations.ts";

const MAX_NAME_LENGTH = 100;

/** Writes one line for each operation that has ended. */
export function logOperations(log: Logger): Report {
  // Each member is named here, so none is looked for that is secret.
  const lines = log.child({}, { redact: [] });
  return ({ requestId, caller, sources }, { name, kind, hash, milliseconds, errors, hasData }) => {
    lines.info(
      {
        requestId,
        caller: caller.name,
        account: caller.account,
        operation: name?.slice(0, MAX_NAME_LENGTH) ?? null,
        kind,
        hash,
        milliseconds: Math.round(milliseconds * 10) / 10,
        upstreamCalls: sources.upstreamBudget.calls + sources.writeLog.sent.length,
        outcome: errors.length === 0 ? "ok" : hasData ? "partial" : "failed",
        codes: errors.length === 0 ? undefined : codesOf(errors),
      },
      "operation",
    );
  };
}

function codesOf(errors: EndedOperation["errors"]): unknown[] {
  return [...new Set(errors.map(({ extensions }) => extensions?.code))];
}
