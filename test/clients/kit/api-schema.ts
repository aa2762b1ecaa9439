import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import {
  buildSchema,
  GraphQLSchema,
  isSpecifiedDirective,
  lexicographicSortSchema,
  printSchema,
} from "graphql";

const ROOT = resolve(import.meta.dirname, "../../..");

/** The API as SDL without federation's names, for clients: `schema.api.graphql` where it is kept. */
export function apiSchema(): string {
  const kept = resolve(ROOT, "schema.api.graphql");
  return existsSync(kept) ? readFileSync(kept, "utf8") : withoutFederation();
}

function withoutFederation(): string {
  const sdl = readFileSync(resolve(ROOT, "schema.graphql"), "utf8");
  // The directives of federation are declared nowhere in the text.
  const subgraph = buildSchema(sdl, { assumeValidSDL: true }).toConfig();
  const api = new GraphQLSchema({
    ...subgraph,
    directives: subgraph.directives.filter(isSpecifiedDirective),
    types: subgraph.types.filter(({ name }) => !/^_|^link__|^CacheControlScope$/.test(name)),
  });
  return `${printSchema(lexicographicSortSchema(api))}\n`;
}
