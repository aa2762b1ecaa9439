import { createHash } from "node:crypto";
import { type DocumentNode, getOperationAST } from "graphql";
import type { Result } from "../pipeline/index.ts";
import type { OperationContext } from "../pipeline/operation-context.ts";
import { hasValues, type Report } from "../pipeline/report-operations.ts";

/** Keeps what is reported of a subscription when it ends. */
export class SubscriptionRecord {
  readonly #started = performance.now();
  #last: Result = {};
  #hasData = false;

  constructor(
    private readonly report: Report,
    private readonly context: OperationContext,
    private readonly document: DocumentNode,
    private readonly operationName: string | null | undefined,
  ) {}

  sent(result: Result): Result {
    this.#last = result;
    this.#hasData ||= hasValues(result.data);
    return result;
  }

  ended(): void {
    const { context, document, operationName } = this;
    this.report(context, {
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
