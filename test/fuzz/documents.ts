import { buildSchema } from "graphql";
import { randomOperation } from "./generate.ts";
import type { Arguments, Json } from "./grammar.ts";
import type { FuzzOperation } from "./operation.ts";
import { Random } from "./random.ts";

export interface DocumentsOptions {
  readonly typeDefs: string;
  readonly seed: number;
  readonly documents: number;
  /** What each argument may be, as `Type.field` and then its name. */
  readonly values: Readonly<Record<string, Readonly<Record<string, readonly Json[]>>>>;
}

/** Valid queries of any schema, each with its variables, for whoever compares servers with one another. */
export function randomDocuments(options: DocumentsOptions): FuzzOperation[] {
  const grammar = {
    schema: buildSchema(options.typeDefs),
    fields: Object.fromEntries(
      Object.entries(options.values).map(([field, values]) => [field, pickOf(values)]),
    ),
    without: new Set<string>(),
    fixed: new Set<string>(),
    first: {},
    mayBeWrong: false,
    mutates: false,
  };
  return Array.from({ length: options.documents }, (_, index) =>
    randomOperation(new Random(options.seed * 1_000_003 + index), grammar),
  );
}

function pickOf(values: Readonly<Record<string, readonly Json[]>>) {
  return (random: Random): Arguments =>
    Object.fromEntries(Object.entries(values).map(([name, pool]) => [name, random.pick(pool)]));
}
