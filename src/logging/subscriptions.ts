import { createHash } from "node:crypto";
import { type DocumentNode, type ExecutionResult, getOperationAST } from "graphql";
import type { OperationContext } from "../context.ts";
import { isTold, type OnEnded } from "../ended-operation.ts";

interface Subscribed {
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
}

/** Keeps what is told of a subscription when it ends. */
export class SubscriptionRecord {
  readonly #started = performance.now();
  #context: OperationContext | null = null;
  #last: ExecutionResult = {};
  #hasData = false;

  constructor(
    private readonly onEnded: OnEnded,
    private readonly subscription: Subscribed,
  ) {}

  begun(context: OperationContext): void {
    this.#context = context;
  }

  sent<Result extends ExecutionResult>(result: Result): Result {
    this.#last = result;
    this.#hasData ||= isTold(result.data);
    return result;
  }

  /** Nothing is told of one that never began: its caller may not be known. */
  ended(): void {
    if (!this.#context) return;
    const { document, operationName } = this.subscription;
    this.onEnded(this.#context, {
      name: getOperationAST(document, operationName)?.name?.value ?? null,
      kind: "subscription",
      hash: createHash("sha256")
        .update(document.loc?.source.body ?? "")
        .digest("hex"),
      milliseconds: performance.now() - this.#started,
      errors: this.#last.errors ?? [],
      hasData: this.#hasData,
    });
  }
}
