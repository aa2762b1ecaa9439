import type { OperationContext } from "../context.ts";
import type { Spending } from "../datasources/spending.ts";
import type { ClientConnection } from "../deadline.ts";
import { Answer } from "./answer.ts";
import type { CompiledQuery } from "./compiled.ts";
import type { Describe } from "./errors.ts";
import { extensionsOf } from "./extensions.ts";

/** A compiled query with all that its answer hangs on, and who waits for it. */
export interface AskedExecution {
  readonly compiled: CompiledQuery;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: OperationContext;
  readonly recipient: ClientConnection;
}

/** Null where the variables do not fit. */
type Executed = Answer | null;

/** How much of an operation's time may be over when others join it, whose time began later. */
const LATEST = 0.1;

/**
 * Executes compiled queries. Whoever asks what somebody else has just asked gets the same answer. It is
 * as fresh as one of his own would be: what he would have read is still under way, and would have been
 * shared with him; what was read for anyone is never told to him later.
 */
export class Executions {
  readonly #underWay = new Map<string, Execution>();

  constructor(private readonly describe: Describe) {}

  answer(asked: AskedExecution): Promise<Executed> | Executed {
    // What was read for it is part of its answer, and how it was come by is not the same for two.
    if (asked.context.showUpstream) return this.#run(asked);
    const key = keyOf(asked);
    const joined = this.#underWay.get(key)?.join(asked);
    if (joined) return joined;
    const executed = this.#run(asked);
    if (!(executed instanceof Promise)) return executed;
    const execution = new Execution(asked, executed);
    this.#underWay.set(key, execution);
    return executed.finally(() => {
      execution.end();
      if (this.#underWay.get(key) === execution) this.#underWay.delete(key);
    });
  }

  #run({ compiled, variables, context }: AskedExecution): Promise<Executed> | Executed {
    const result = compiled.run(context, variables);
    return result instanceof Promise
      ? result.then((executed) => this.#answered(executed, context))
      : this.#answered(result, context);
  }

  #answered(
    { data, errors }: Awaited<ReturnType<CompiledQuery["run"]>>,
    context: OperationContext,
  ): Executed {
    if (data === undefined) return null;
    return new Answer(data, errors && this.describe(errors, context), extensionsOf(context));
  }
}

/** An execution that is under way. */
class Execution {
  readonly #started = performance.now();
  #shared: { readonly first: AskedExecution; readonly executed: Promise<Executed> } | null;

  constructor(first: AskedExecution, executed: Promise<Executed>) {
    this.#shared = { first, executed };
  }

  /**
   * Its answer; null for who has to ask for himself: nobody waits for it any more, something has been read
   * already, or so much time has gone by that it may end long before his own.
   */
  join({ context, recipient }: AskedExecution): Promise<Executed> | null {
    if (!this.#shared) return null;
    const { first, executed } = this.#shared;
    const { spending } = first.context.sources;
    if (first.recipient.isDisconnected || spending.reads.length > 0 || this.#isLate(spending))
      return null;
    first.recipient.join(recipient);
    return executed.then((answer) => {
      context.sources.spending.shareIn(spending);
      return answer;
    });
  }

  // It lets go of all it has, as a flight does: a Map that grows old keeps what was deleted from it.
  end(): void {
    this.#shared = null;
  }

  #isLate({ deadline }: Spending): boolean {
    return performance.now() - this.#started > LATEST * (deadline.at - this.#started);
  }
}

/** The same for all who would be told the same. */
function keyOf({ compiled, variables, context }: AskedExecution): string {
  const { caller, language, sources } = context;
  return JSON.stringify([
    caller.account,
    sources.account.revision,
    sources.spending.useFinals,
    [...caller.scopes],
    language,
    compiled.hash,
    compiled.operation.name?.value,
    variables,
  ]);
}
