import { createHash } from "node:crypto";
import { type DocumentNode, type ExecutionResult, getOperationAST } from "graphql";
import type { Logger } from "pino";
import type { OperationContext } from "../context.ts";
import type { Metrics } from "../telemetry/metrics.ts";
import { outcomeOf } from "../telemetry/operations.ts";
import { logOperation } from "./operations.ts";

interface Subscribed {
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
}

/** Keeps what is told of a subscription when it ends: to the log, and to metrics. */
export class SubscriptionRecord {
  readonly #started = performance.now();
  #context: OperationContext | null = null;
  #last: ExecutionResult = {};
  #hasData = false;

  constructor(
    private readonly log: Logger,
    private readonly metrics: Metrics | null,
    private readonly subscription: Subscribed,
  ) {}

  begun(context: OperationContext): void {
    this.#context = context;
  }

  sent<Result extends ExecutionResult>(result: Result): Result {
    this.#last = result;
    this.#hasData ||= Object.values(result.data ?? {}).some((value) => value !== null);
    return result;
  }

  /** Nothing is told of one that never began: its caller may not be known. */
  ended(): void {
    if (!this.#context) return;
    const { document, operationName } = this.subscription;
    const name = getOperationAST(document, operationName)?.name?.value ?? null;
    const milliseconds = performance.now() - this.#started;
    this.metrics?.operationEnded({
      name,
      type: "subscription",
      outcome: outcomeOf(this.#last),
      seconds: milliseconds / 1000,
      reads: this.#context.sources.spending.reads,
    });
    logOperation(this.log, this.#context, {
      operation: name,
      kind: "subscription",
      hash: createHash("sha256")
        .update(document.loc?.source.body ?? "")
        .digest("hex"),
      milliseconds: Math.round(milliseconds),
      errors: this.#last.errors ?? [],
      hasData: this.#hasData,
    });
  }
}
