import type { OperationContext } from "./operation-context.ts";
import type { Stage } from "./stage.ts";

/** How an operation went, over whichever transport. */
export interface EndedOperation {
  /** The name its document gives it. */
  readonly name: string | null;
  /** Null where the document could not be understood. */
  readonly kind: string | null;
  /** SHA-256 of the document, which may hold private data and is not reported itself. */
  readonly hash: string | null;
  /** From the start of the first stage, or of the subscription, to the end of the last one. */
  readonly milliseconds: number;
  readonly errors: readonly { readonly extensions?: Readonly<Record<string, unknown>> }[];
  readonly hasData: boolean;
}

/** Reports an operation that has ended: to the log, to metrics, to the trace. */
export type Report = (context: OperationContext, ended: EndedOperation) => void;

type Data = Readonly<Record<string, unknown>> | null | undefined;

/** Whether an answer has anything in it but nulls. */
export function hasValues(data: Data): boolean {
  return Object.values(data ?? {}).some((value) => value !== null);
}

/**
 * Reports each operation when its answer is made. A subscription that began is reported when it ends,
 * by its transport; of an event only the reads count.
 */
export function reportOperations(report: Report, onEventReads: ReportReads): Stage {
  return {
    async requestDidStart() {
      const started = performance.now();
      return {
        async willSendResponse({ response, contextValue, operation, operationName, queryHash }) {
          if (response.body.kind !== "single") return;
          const { run, sources } = contextValue;
          if (run.kind === "event") return onEventReads(sources.upstreamBudget.reads);
          if (run.kind === "subscribe" && run.hasBegun) return;
          const { data, errors = [] } = response.body.singleResult;
          report(contextValue, {
            name: operationName ?? null,
            kind: operation?.operation ?? null,
            hash: queryHash ?? null,
            milliseconds: performance.now() - started,
            errors,
            hasData: errors.length === 0 ? data != null : hasValues(data),
          });
        },
      };
    },
  };
}

type ReportReads = (reads: OperationContext["sources"]["upstreamBudget"]["reads"]) => void;
