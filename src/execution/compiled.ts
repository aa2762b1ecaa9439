import {
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  getOperationAST,
} from "graphql";
import { compileQuery, isCompiledQuery } from "graphql-jit";
import { LRUCache } from "lru-cache";
import type { OperationContext } from "../context.ts";

/** Runs one operation of one document, as often as it is asked for. */
export type Run = (
  context: OperationContext,
  variables: Readonly<Record<string, unknown>>,
) => Promise<ExecutionResult> | ExecutionResult;

export interface CompiledOptions {
  /** How many operations to keep, compiled or seen. */
  readonly maxEntries: number;
  /** The largest document to compile, in characters. */
  readonly maxDocumentLength: number;
  /** How often an operation is asked for before it is compiled. */
  readonly minUses: number;
  /** The share of all time that compiling may take, whatever clients send. */
  readonly maxShare: number;
}

/**
 * Operations as JavaScript functions, made by graphql-jit. Compiling costs as much as executing tens
 * of times, so it waits until an operation comes again, and a client that sends ever new ones neither
 * fills the memory nor keeps the processor.
 */
export class CompiledOperations {
  readonly #operations: LRUCache<string, { uses: number; run: Run | null }>;
  #restUntil = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly options: CompiledOptions,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.#operations = new LRUCache({ max: options.maxEntries });
  }

  /** The compiled operation; null where graphql-js is to execute it, this time or always. */
  find(text: string, document: DocumentNode, name: string | undefined): Run | null {
    if (text.length > this.options.maxDocumentLength) return null;
    const key = `${name ?? ""}\n${text}`;
    const operation = this.#operations.get(key) ?? { uses: 0, run: null };
    if (operation.run) return operation.run;
    operation.uses += 1;
    if (operation.uses >= this.options.minUses && this.now() >= this.#restUntil) {
      operation.run = this.#compile(document, name);
    }
    this.#operations.set(key, operation);
    return operation.run;
  }

  #compile(document: DocumentNode, name: string | undefined): Run | null {
    if (getOperationAST(document, name)?.operation !== "query") return null;
    const started = this.now();
    const compiled = compileQuery<Record<string, unknown>, Record<string, unknown>>(
      this.schema,
      document,
      name,
    );
    const ended = this.now();
    this.#restUntil = ended + (ended - started) * (1 / this.options.maxShare - 1);
    if (!isCompiledQuery(compiled)) return null;
    return (context, variables) => compiled.query(undefined, context, variables);
  }
}
