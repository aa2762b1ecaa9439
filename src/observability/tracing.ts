import type { IncomingMessage } from "node:http";
import {
  type Context,
  context,
  isSpanContextValid,
  propagation,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from "@opentelemetry/api";
import type { AuthenticatedHandler } from "../server/authenticated.ts";

// Without an SDK in the process the API does nothing; not to ask it is cheaper still.
const tracer = trace.getTracer("qianfan-graphql");

/** Whether an SDK is there to be told, which has to be loaded before the server starts. */
export function isTracing(): boolean {
  return isSpanContextValid(tracer.startSpan("").spanContext());
}

/** Answers each request in a span of its own, below the caller's where it sent one. */
export function traced(handle: AuthenticatedHandler): AuthenticatedHandler {
  if (!isTracing()) return handle;
  return (request, response, caller) => {
    const parent = parentOf(request);
    const span = tracer.startSpan("GraphQL Operation", { kind: SpanKind.SERVER }, parent);
    return context.with(trace.setSpan(parent, span), () =>
      handle(request, response, caller).finally(() => span.end()),
    );
  };
}

/** Runs a call to Qianfan in a span of its own. */
export function traceCall<Answer>(
  operation: string,
  host: string,
  run: (span: Span) => Promise<Answer>,
): Promise<Answer> {
  const attributes = { "server.address": host, "qianfan.operation": operation };
  return tracer.startActiveSpan(
    `Qianfan ${operation}`,
    { kind: SpanKind.CLIENT, attributes },
    (span) => run(span).finally(() => span.end()),
  );
}

/** Marks a span as failed; an error's text may hold what callers sent, so only its code is told. */
export function failed(span: Span, code: string): void {
  span.setAttribute("error.type", code);
  span.setStatus({ code: SpanStatusCode.ERROR, message: code });
}

/** The headers by which Qianfan could continue the trace. */
export function traceHeaders(): Record<string, string> {
  const headers: Record<string, string> = {};
  propagation.inject(context.active(), headers);
  return headers;
}

// Where an instrumented HTTP server has read the caller's context already, its span is the parent.
function parentOf(request: IncomingMessage): Context {
  const active = context.active();
  return trace.getSpan(active) ? active : propagation.extract(active, request.headers);
}
