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
          const code = response.body.kind === "single" ? errorIn(response.body.singleResult) : null;
          const span = trace.getActiveSpan();
          if (code && span) failed(span, code);
          metrics?.operationEnded({
            name: operationName ?? null,
            type: operation?.operation ?? null,
            outcome: code ?? "ok",
            seconds: (performance.now() - started) / 1000,
            reads: contextValue.sources.spending.reads,
          });
        },
      };
    },
  };
}

/** The code of the first error; codes are this server's own, so there are only so many. */
function errorIn({ errors }: { errors?: readonly { extensions?: object }[] }): string | null {
  const [first] = errors ?? [];
  return first ? String(Reflect.get(first.extensions ?? {}, "code") ?? "UNKNOWN") : null;
}
