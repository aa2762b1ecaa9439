import type { ApolloServerPlugin } from "@apollo/server";
import type { OperationContext } from "./context.ts";

/** How an operation went, whichever way it came. */
export interface EndedOperation {
  /** The name its document gives it. */
  readonly name: string | null;
  /** Null where the document could not be understood. */
  readonly kind: string | null;
  /** SHA-256 of the document, which is not told itself: it may hold what is nobody's business. */
  readonly hash: string | null;
  readonly milliseconds: number;
  readonly errors: readonly { readonly extensions?: Readonly<Record<string, unknown>> }[];
  readonly hasData: boolean;
}

/** Told of each operation when it has ended: the log, metrics, the trace. */
export type OnEnded = (context: OperationContext, ended: EndedOperation) => void;

interface Result {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: EndedOperation["errors"] | undefined;
}

/** Of an operation that began at `started`, by `performance.now()`. */
export function endedOperation(
  named: Pick<EndedOperation, "name" | "kind" | "hash">,
  started: number,
  { data, errors = [] }: Result,
): EndedOperation {
  const { name, kind, hash } = named;
  // Looked for only where it tells something.
  const hasData = errors.length === 0 ? data != null : isTold(data);
  return { name, kind, hash, milliseconds: performance.now() - started, errors, hasData };
}

/** Whether an answer has anything in it but nulls. */
export function isTold(data: Result["data"]): boolean {
  return Object.values(data ?? {}).some((value) => value !== null);
}

/** Tells of the operations that Apollo answers. */
export function tellsEnded(onEnded: OnEnded): ApolloServerPlugin<OperationContext> {
  return {
    async requestDidStart() {
      const started = performance.now();
      return {
        async willSendResponse({ response, contextValue, operation, operationName, queryHash }) {
          if (response.body.kind !== "single") return;
          const named = {
            name: operationName ?? null,
            kind: operation?.operation ?? null,
            hash: queryHash ?? null,
          };
          onEnded(contextValue, endedOperation(named, started, response.body.singleResult));
        },
      };
    },
  };
}
