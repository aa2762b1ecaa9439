import type { Span } from "@opentelemetry/api";
import { type ClientOptions, QianfanClient } from "../datasources/qianfan/client.ts";
import type { CallOptions } from "../datasources/qianfan/delivery/delivery.ts";
import type { Operation } from "../datasources/qianfan/operations.ts";
import { Refusal } from "../datasources/qianfan/refusals.ts";
import type { WireRequest } from "../datasources/qianfan/wire.ts";
import { ServiceError } from "../errors.ts";
import type { Metrics } from "./metrics.ts";
import type { Reachability } from "./reachability.ts";
import { failed, NO_SPAN, traceCall, traceHeaders } from "./tracing.ts";

export interface Observers {
  readonly metrics: Metrics | null;
  readonly reachability: Reachability;
  /** Whether each call is told to an OpenTelemetry SDK. */
  readonly tracing: boolean;
  /** Whether Qianfan is sent the trace's context. */
  readonly sendTraceContext: boolean;
}

/** A client whose calls can be seen: in metrics, in traces, in the readiness of the server. */
export class ObservedClient extends QianfanClient {
  readonly #host: string;

  constructor(
    options: ClientOptions,
    private readonly observers: Observers,
  ) {
    super(options);
    this.#host = options.baseUrl.hostname;
  }

  override call<Request, Answer>(
    operation: Operation<Request, Answer>,
    request: Request,
    options: CallOptions = {},
  ): Promise<Answer> {
    const run = async (span: Span) => {
      const started = performance.now();
      let attempts = 0;
      const onAttempt = (attempt: number) => {
        attempts = attempt;
        options.onAttempt?.(attempt);
      };
      const end = (error: unknown) => this.#ended(operation.name, span, started, attempts, error);
      try {
        const answer = await super.call(operation, request, { ...options, onAttempt });
        end(null);
        return answer;
      } catch (error) {
        end(error);
        throw error;
      }
    };
    return this.observers.tracing ? traceCall(operation.name, this.#host, run) : run(NO_SPAN);
  }

  protected override build<Request, Answer>(
    operation: Operation<Request, Answer>,
    request: Request,
  ): WireRequest {
    const built = super.build(operation, request);
    if (!this.observers.sendTraceContext) return built;
    return { ...built, headers: { ...traceHeaders(), ...built.headers } };
  }

  #ended(operation: string, span: Span, started: number, attempts: number, error: unknown): void {
    const outcome = error === null ? "ok" : outcomeOf(error);
    if (wasAnswered(error)) this.observers.reachability.reached();
    this.observers.metrics?.callEnded({
      operation,
      outcome,
      attempts,
      seconds: (performance.now() - started) / 1000,
    });
    span.setAttribute("qianfan.attempts", attempts);
    if (outcome !== "ok" && outcome !== "refused") failed(span, outcome);
  }
}

function outcomeOf(error: unknown): string {
  if (error instanceof Refusal) return "refused";
  return error instanceof ServiceError ? error.code : "cancelled";
}

function wasAnswered(error: unknown): boolean {
  if (error === null || error instanceof Refusal) return true;
  return error instanceof ServiceError && typeof error.options.qianfan?.httpStatus === "number";
}
