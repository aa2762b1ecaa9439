import type { OperationContext } from "../context.ts";
import type { Recipient } from "../deadline.ts";
import { Answer } from "./answer.ts";
import type { CompiledQuery } from "./compiled.ts";
import type { Describe } from "./errors.ts";
import { extensionsOf } from "./extensions.ts";

/** A compiled query with all that its answer hangs on, and who waits for it. */
export interface AskedExecution {
  readonly compiled: CompiledQuery;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: OperationContext;
  readonly recipient: Recipient;
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
    const underWay = this.#underWay.get(key);
    if (underWay?.isOpen) return underWay.join(asked);
    const executed = this.#run(asked);
    if (!(executed instanceof Promise)) return executed;
    const execution = new Execution(asked, executed);
    this.#underWay.set(key, execution);
    return executed.finally(() => {
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

  constructor(
    private readonly first: AskedExecution,
    private readonly executed: Promise<Executed>,
  ) {}

  /** Whether nothing has been read for it yet, and whoever joins it now has hardly less time than he would have alone. */
  get isOpen(): boolean {
    const { deadline, reads } = this.first.context.sources.spending;
    const now = performance.now();
    return reads.length === 0 && now - this.#started <= LATEST * (deadline.at - this.#started);
  }

  join({ context, recipient }: AskedExecution): Promise<Executed> {
    this.first.recipient.join(recipient);
    const { spending } = this.first.context.sources;
    return this.executed.then((answer) => {
      context.sources.spending.shareIn(spending);
      return answer;
    });
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
