import {
  type Call,
  type ClientOptions,
  newCall,
  type Operation,
  QianfanClient,
  type WireRequest,
} from "../datasources/qianfan/index.ts";
import { ServiceError } from "../domain/errors.ts";
import { BusinessError } from "../domain/index.ts";
import type { Metrics } from "./metrics.ts";
import type { Reachability } from "./reachability.ts";
import type { SurpriseWatch } from "./surprise-watch.ts";
import { failed, traceCall, traceHeaders } from "./tracing.ts";

export interface Observers {
  readonly metrics: Metrics | null;
  readonly surprises: SurpriseWatch;
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
    call: Call = newCall(),
  ): Promise<Answer> {
    if (!this.observers.tracing) return super.call(operation, request, call);
    return traceCall(operation.name, this.#host, async (span) => {
      try {
        return await super.call(operation, request, call);
      } catch (error) {
        const outcome = outcomeOf(error);
        if (outcome !== "refused") failed(span, outcome);
        throw error;
      } finally {
        span.setAttribute("qianfan.attempts", call.attempts);
      }
    });
  }

  protected override build<Request, Answer>(
    operation: Operation<Request, Answer>,
    request: Request,
  ): WireRequest {
    const built = super.build(operation, request);
    if (!this.observers.sendTraceContext) return built;
    return { ...built, headers: { ...traceHeaders(), ...built.headers } };
  }

  protected override answered<Request, Answer>(
    operation: Operation<Request, Answer>,
    result: unknown,
  ): void {
    this.observers.surprises.look(operation, result, this.expected(operation.name));
  }

  protected override ended(operation: string, call: Call, error: unknown): void {
    if (wasAnswered(error)) this.observers.reachability.reached();
    this.observers.metrics?.callEnded({
      operation,
      outcome: outcomeOf(error),
      attempts: call.attempts,
      seconds: (performance.now() - call.started) / 1000,
    });
  }
}

function outcomeOf(error: unknown): string {
  if (error === null) return "ok";
  if (error instanceof BusinessError) return "refused";
  return error instanceof ServiceError ? error.code : "cancelled";
}

function wasAnswered(error: unknown): boolean {
  if (error === null || error instanceof BusinessError) return true;
  return error instanceof ServiceError && typeof error.options.qianfan?.httpStatus === "number";
}
