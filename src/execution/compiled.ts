import {
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  getOperationAST,
  type OperationDefinitionNode,
} from "graphql";
import { compileQuery, isCompiledQuery } from "graphql-jit";
import { LRUCache } from "lru-cache";
import type { OperationContext } from "../context.ts";

/** A query of a document that was found valid, as a JavaScript function. */
export interface CompiledQuery {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** SHA-256 of the document's text. */
  readonly hash: string;
  /** Runs it, as often as it is asked for. */
  readonly run: (
    context: OperationContext,
    variables: Readonly<Record<string, unknown>>,
  ) => Promise<ExecutionResult> | ExecutionResult;
}

/** A query as its caller wrote it. */
export interface AskedQuery {
  readonly text: string;
  /** Which operation of the text it is, where the caller says. */
  readonly name: string | undefined;
}

/** A query that has been parsed and found valid. */
export interface ValidQuery extends AskedQuery {
  readonly document: DocumentNode;
  readonly hash: string;
}

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
 * Operations as JavaScript functions, made by graphql-jit. Compiling costs what some tens of uses save,
 * so it waits until an operation has come that often, and a client that sends ever new ones neither
 * fills the memory nor keeps the processor.
 */
export class CompiledOperations {
  readonly #operations: LRUCache<string, { uses: number; compiled: CompiledQuery | null }>;
  #restUntil = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly options: CompiledOptions,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.#operations = new LRUCache({ max: options.maxEntries });
  }

  /** The compiled operation, if it has been compiled before. */
  known(asked: AskedQuery): CompiledQuery | null {
    return this.#operations.get(keyOf(asked))?.compiled ?? null;
  }

  /** The compiled operation; null where graphql-js is to execute it, this time or always. */
  find(query: ValidQuery): CompiledQuery | null {
    if (query.text.length > this.options.maxDocumentLength) return null;
    const key = keyOf(query);
    const operation = this.#operations.get(key) ?? { uses: 0, compiled: null };
    if (operation.compiled) return operation.compiled;
    operation.uses += 1;
    if (operation.uses >= this.options.minUses && this.now() >= this.#restUntil) {
      operation.compiled = this.#compile(query);
    }
    this.#operations.set(key, operation);
    return operation.compiled;
  }

  #compile({ document, name, hash }: ValidQuery): CompiledQuery | null {
    const operation = getOperationAST(document, name);
    if (operation?.operation !== "query") return null;
    const started = this.now();
    const compiled = compileQuery<Record<string, unknown>, Record<string, unknown>>(
      this.schema,
      document,
      name,
      // What a record holds of them is what is answered: texts, 32 bit integers, enum values by name.
      { disableLeafSerialization: true },
    );
    const ended = this.now();
    this.#restUntil = ended + (ended - started) * (1 / this.options.maxShare - 1);
    if (!isCompiledQuery(compiled)) return null;
    const run: CompiledQuery["run"] = (context, variables) =>
      compiled.query(undefined, context, variables);
    return { document, operation, hash, run };
  }
}

function keyOf({ text, name }: AskedQuery): string {
  return name === undefined ? text : `${name}\n${text}`;
}
