import { MapperKind, mapSchema } from "@graphql-tools/utils";
import { GraphQLSchema, lexicographicSortSchema, printSchema, specifiedDirectives } from "graphql";

/** What only composers and gateways have a use for. */
const FEDERATION = /^(_|link__|federation__|CacheControlScope$)/;

/**
 * The text of `schema.api.graphql`: the same API without federation's names. Clients' tools know no
 * directive but GraphQL's own, and gateways take `schema.graphql`.
 */
export function printApiSchema(subgraph: GraphQLSchema): string {
  const api = mapSchema(subgraph, {
    [MapperKind.ROOT_FIELD]: (field, name) => (FEDERATION.test(name) ? null : field),
    [MapperKind.TYPE]: (type) => (FEDERATION.test(type.name) ? null : type),
  });
  const plain = new GraphQLSchema({ ...api.toConfig(), directives: specifiedDirectives });
  return `${printSchema(lexicographicSortSchema(plain)).trim()}\n`;
}
