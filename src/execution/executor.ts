import type { GraphQLSchema } from "graphql";
import type { Config } from "../config.ts";
import { CompiledOperations } from "./compiled.ts";
import { schemaToCompile } from "./schema.ts";

/** Compiling costs about as much as a compiled query saves in so many uses, the first of which are slow. */
const WORTH_COMPILING = 32;

/** How soon a query is compiled, and how much of all time that may take. */
const EAGERNESS = {
  jit: { minUses: WORTH_COMPILING, maxShare: 0.1 },
  "jit-at-once": { minUses: 1, maxShare: 1 },
} as const;

/** Where compiled queries are kept; null where graphql-js executes everything. */
export function compiledOperations(
  schema: GraphQLSchema,
  executor: Config["EXECUTOR"],
): CompiledOperations | null {
  if (executor === "graphql-js") return null;
  return new CompiledOperations(schemaToCompile(schema), {
    maxEntries: 2000,
    maxDocumentLength: 20_000,
    ...EAGERNESS[executor],
  });
}
