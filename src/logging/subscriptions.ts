import { createHash } from "node:crypto";
import type { DocumentNode, ExecutionResult } from "graphql";
import type { Logger } from "pino";
import type { OperationContext } from "../context.ts";
import { logOperation } from "./operations.ts";

interface Subscribed {
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
}

/** Keeps what the line of a subscription tells, which is written when it ends. */
export class SubscriptionLine {
  readonly #started = performance.now();
  #context: OperationContext | null = null;
  #last: ExecutionResult = {};
  #hasData = false;

  constructor(
    private readonly log: Logger,
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

  /** Nothing is written of one that never began: its caller may not be known. */
  ended(): void {
    if (!this.#context) return;
    const { document, operationName } = this.subscription;
    logOperation(this.log, this.#context, {
      operation: operationName ?? null,
      kind: "subscription",
      hash: createHash("sha256")
        .update(document.loc?.source.body ?? "")
        .digest("hex"),
      milliseconds: Math.round(performance.now() - this.#started),
      errors: this.#last.errors ?? [],
      hasData: this.#hasData,
    });
  }
}
