import { trace } from "@opentelemetry/api";
import type { EndedOperation, Report } from "../pipeline/report-operations.ts";
import type { Metrics } from "./metrics.ts";
import { failed } from "./tracing.ts";

/** Tells metrics and the operation's span how each operation went. */
export function observeOperations(metrics: Metrics | null): Report {
  return ({ sources }, { name, kind, milliseconds, errors }) => {
    const outcome = outcomeOf(errors);
    nameSpan(name, kind, outcome);
    metrics?.operationEnded({
      name,
      type: kind,
      outcome,
      seconds: milliseconds / 1000,
      reads: sources.upstreamBudget.reads,
    });
  };
}

function nameSpan(name: string | null, kind: string | null, outcome: string): void {
  const span = trace.getActiveSpan();
  if (!span) return;
  if (kind) span.updateName(kind).setAttribute("graphql.operation.type", kind);
  if (name) span.setAttribute("graphql.operation.name", name);
  if (outcome !== OK) failed(span, outcome);
}

const OK = "ok";

/** `ok`, or the code of the first error; codes are this server's own, so there are only so many. */
function outcomeOf([first]: EndedOperation["errors"]): string {
  return first ? String(first.extensions?.code ?? "UNKNOWN") : OK;
}
