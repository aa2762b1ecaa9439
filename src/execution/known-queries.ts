import type { OperationContext } from "../context.ts";
import type { ClientConnection } from "../deadline.ts";
import { endedOperation, type OnEnded } from "../ended-operation.ts";
import type { OperationLimits } from "../limits/operation-limits.ts";
import type { AskedQuery, CompiledOperations, CompiledQuery } from "./compiled.ts";
import type { Describe } from "./errors.ts";
import { Executions } from "./executions.ts";

export interface KnownQueriesOptions {
  readonly compiled: CompiledOperations;
  readonly limits: Pick<OperationLimits, "beforeExecution">;
  readonly describe: Describe;
  readonly onEnded: OnEnded;
}

/** A query and its variables, with nothing else that would change how it is answered. */
export interface PlainQuery extends AskedQuery {
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * Answers queries that Apollo has parsed, validated and compiled before, with what is left to do for
 * each: the limits that hang on variables, the execution, the errors in the caller's words, the log.
 */
export class KnownQueries {
  readonly #executions: Executions;

  constructor(private readonly options: KnownQueriesOptions) {
    this.#executions = new Executions(options.describe);
  }

  find(query: PlainQuery): CompiledQuery | null {
    const known = this.options.compiled.known(query);
    if (!known) return null;
    const { document, operation } = known;
    // Why it is refused is for Apollo to tell.
    return this.options.limits.beforeExecution(document, operation, query.variables) ? null : known;
  }

  /** The answer's JSON; null where the variables do not fit, which is for Apollo to tell. */
  async answer(
    compiled: CompiledQuery,
    { variables }: PlainQuery,
    context: OperationContext,
    recipient: ClientConnection,
  ): Promise<string | Buffer | null> {
    const started = performance.now();
    const answer = await this.#executions.answer({ compiled, variables, context, recipient });
    if (!answer) return null;
    const { hash, operation } = compiled;
    const named = { name: operation.name?.value ?? null, kind: operation.operation, hash };
    this.options.onEnded(context, endedOperation(named, started, answer));
    return answer.content;
  }
}
