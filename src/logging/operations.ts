import type { ApolloServerPlugin } from "@apollo/server";
import type { Logger } from "pino";
import type { OperationContext } from "../context.ts";

const LONGEST_NAME = 100;

/** What is logged of an operation, whichever way it came. */
export interface OperationLine {
  /** The name its document gives it. */
  readonly operation: string | null;
  readonly kind: string | null;
  /** SHA-256 of the document, which is not logged itself: it may hold what is nobody's business. */
  readonly hash: string | null;
  readonly milliseconds: number;
  readonly errors: readonly { readonly extensions?: Readonly<Record<string, unknown>> }[];
  readonly hasData: boolean;
}

/** A log for these lines alone: each of their members is named here, so none is looked for that is secret. */
export function operationsLog(log: Logger): Logger {
  return log.child({}, { redact: [] });
}

/** One line for an operation that has ended. */
export function logOperation(log: Logger, context: OperationContext, line: OperationLine): void {
  const { errors } = line;
  log.info(
    {
      requestId: context.requestId,
      caller: context.caller.name,
      account: context.caller.account,
      operation: line.operation?.slice(0, LONGEST_NAME) ?? null,
      kind: line.kind,
      hash: line.hash,
      milliseconds: line.milliseconds,
      upstreamCalls: context.sources.spending.calls + context.sources.outbox.sent.length,
      outcome: errors.length === 0 ? "ok" : line.hasData ? "partial" : "failed",
      codes: errors.length === 0 ? undefined : codesOf(errors),
    },
    "operation",
  );
}

function codesOf(errors: OperationLine["errors"]): unknown[] {
  return [...new Set(errors.map(({ extensions }) => extensions?.code))];
}

export function logsOperations(log: Logger): ApolloServerPlugin<OperationContext> {
  return {
    async requestDidStart() {
      const started = performance.now();
      return {
        async willSendResponse({ response, contextValue, operation, operationName, queryHash }) {
          if (response.body.kind !== "single") return;
          const named = {
            operation: operationName ?? null,
            kind: operation?.operation ?? null,
            hash: queryHash ?? null,
          };
          logOperation(log, contextValue, lineOf(named, started, response.body.singleResult));
        },
      };
    },
  };
}

/** The line of an operation that began at `started`, by `performance.now()`. */
export function lineOf(
  named: Pick<OperationLine, "operation" | "kind" | "hash">,
  started: number,
  {
    data,
    errors = [],
  }: {
    readonly data?: Readonly<Record<string, unknown>> | null;
    readonly errors?: OperationLine["errors"] | undefined;
  },
): OperationLine {
  return {
    ...named,
    milliseconds: Math.round((performance.now() - started) * 10) / 10,
    errors,
    hasData: Object.values(data ?? {}).some((value) => value !== null),
  };
}
