import { context, propagation, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { onTestFinished } from "vitest";

const exporter = new InMemorySpanExporter();
const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });

export interface RecordedSpans {
  /** Those that ended, at least so many; an operation's own ends just after its answer has been read. */
  ended(count: number): Promise<readonly ReadableSpan[]>;
}

/** Loads an SDK, which stays for the rest of the file: a tracer keeps the first one it finds. */
export function recordSpans(): RecordedSpans {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(provider);
  onTestFinished(() => exporter.reset());
  return {
    async ended(count) {
      while (exporter.getFinishedSpans().length < count) {
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      return exporter.getFinishedSpans();
    },
  };
}
