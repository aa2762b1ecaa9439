import type { OperationContext } from "../context.ts";
import { endedOperation, type OnEnded } from "../ended-operation.ts";
import type { OperationLimits } from "../limits/operation-limits.ts";
import type { AskedQuery, CompiledOperations, CompiledQuery } from "./compiled.ts";
import type { Describe } from "./errors.ts";
import { extensionsOf } from "./extensions.ts";

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
  constructor(private readonly options: KnownQueriesOptions) {}

  find(query: PlainQuery): CompiledQuery | null {
    const known = this.options.compiled.known(query);
    if (!known) return null;
    const { document, operation } = known;
    // Why it is refused is for Apollo to tell.
    return this.options.limits.beforeExecution(document, operation, query.variables) ? null : known;
  }

  /** The answer's JSON; null where the variables do not fit, which is for Apollo to tell. */
  async answer(
    known: CompiledQuery,
    { variables }: PlainQuery,
    context: OperationContext,
  ): Promise<string | null> {
    const started = performance.now();
    const { data, errors } = await known.run(context, variables);
    if (data === undefined) return null;
    const told = errors && this.options.describe(errors, context);
    const { hash, operation } = known;
    const named = { name: operation.name?.value ?? null, kind: operation.operation, hash };
    this.options.onEnded(context, endedOperation(named, started, { data, errors: told }));
    return `${JSON.stringify({ errors: told, data, extensions: extensionsOf(context) })}\n`;
  }
}
