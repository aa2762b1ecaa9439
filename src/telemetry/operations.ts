import type { ApolloServerPlugin } from "@apollo/server";
import { trace } from "@opentelemetry/api";
import type { OperationContext } from "../context.ts";
import type { Metrics } from "./metrics.ts";
import { failed } from "./tracing.ts";

/** Tells metrics and the operation's span how each operation went. */
export function observeOperations(metrics: Metrics | null): ApolloServerPlugin<OperationContext> {
  return {
    async requestDidStart() {
      const started = performance.now();
      return {
        async didResolveOperation({ operation, operationName }) {
          const span = trace.getActiveSpan();
          if (operation) {
            span?.updateName(operation.operation);
            span?.setAttribute("graphql.operation.type", operation.operation);
          }
          if (operationName) span?.setAttribute("graphql.operation.name", operationName);
        },
        async willSendResponse({ operation, operationName, response, contextValue }) {
          const outcome =
            response.body.kind === "single" ? outcomeOf(response.body.singleResult) : OK;
          const span = trace.getActiveSpan();
          if (outcome !== OK && span) failed(span, outcome);
          metrics?.operationEnded({
            name: operationName ?? null,
            type: operation?.operation ?? null,
            outcome,
            seconds: (performance.now() - started) / 1000,
            reads: contextValue.sources.spending.reads,
          });
        },
      };
    },
  };
}

const OK = "ok";

/** `ok`, or the code of the first error; codes are this server's own, so there are only so many. */
export function outcomeOf({
  errors = [],
}: {
  readonly errors?: readonly { readonly extensions?: object }[] | undefined;
}): string {
  const [first] = errors;
  return first ? String(Reflect.get(first.extensions ?? {}, "code") ?? "UNKNOWN") : OK;
}
