import type { ExecutionResult } from "graphql";
import type { UpstreamBudget } from "../datasources/upstream-budget.ts";
import type { ClientConnection } from "../util/deadline.ts";
import { stringifyJson } from "../util/json.ts";
import type { OperationContext } from "./operation-context.ts";

/** A query that is about to be executed, with all that its result depends on. */
export interface PendingQuery {
  readonly queryHash: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: OperationContext;
  /** The client's connection. */
  readonly client: ClientConnection;
}

/** How much of an operation's time may be over when another joins it, whose own time began later. */
const MAX_ELAPSED_SHARE = 0.1;

/**
 * Identical queries in flight share one execution. The result is as fresh as one of its own would be for
 * each client: its reads are still in flight, and would have been shared in any case.
 */
export class OperationCoalescer {
  readonly #inFlight = new Map<string, Execution>();

  execute(query: PendingQuery, run: () => Promise<ExecutionResult>): Promise<ExecutionResult> {
    const key = keyOf(query);
    const joined = this.#inFlight.get(key)?.join(query);
    if (joined) return joined;
    const result = run();
    const execution = new Execution(query, result);
    this.#inFlight.set(key, execution);
    return result.finally(() => {
      execution.settle();
      if (this.#inFlight.get(key) === execution) this.#inFlight.delete(key);
    });
  }
}

class Execution {
  readonly #started = performance.now();
  #shared: { readonly first: PendingQuery; readonly result: Promise<ExecutionResult> } | null;

  constructor(first: PendingQuery, result: Promise<ExecutionResult>) {
    this.#shared = { first, result };
  }

  /**
   * Its result; null where the query has to be executed by itself: nobody waits for the first one any
   * more, something has been read for it already, or it may time out long before the other.
   */
  join({ context, client }: PendingQuery): Promise<ExecutionResult> | null {
    if (!this.#shared) return null;
    const { first, result } = this.#shared;
    const { upstreamBudget } = first.context.sources;
    if (
      first.client.isDisconnected ||
      upstreamBudget.reads.length > 0 ||
      this.#isLate(upstreamBudget)
    )
      return null;
    first.client.join(client);
    return result.then((shared) => {
      context.sources.upstreamBudget.shareIn(upstreamBudget);
      return shared;
    });
  }

  // A Map that grows old keeps what was deleted from it: the execution lets go of all it has.
  settle(): void {
    this.#shared = null;
  }

  #isLate({ deadline }: UpstreamBudget): boolean {
    const elapsed = performance.now() - this.#started;
    return elapsed > MAX_ELAPSED_SHARE * (deadline.at - this.#started);
  }
}

/** The same for all queries with the same result. */
function keyOf({ queryHash, operationName, variables, context }: PendingQuery): string {
  const { caller, language, sources } = context;
  return stringifyJson([
    caller.account,
    sources.account.revision,
    sources.upstreamBudget.useResultCache,
    [...caller.scopes],
    language,
    queryHash,
    operationName,
    variables,
  ]);
}
