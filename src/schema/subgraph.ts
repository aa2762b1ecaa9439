import { buildSubgraphSchema, printSubgraphSchema } from "@apollo/subgraph";
import { printSchemaWithDirectives } from "@graphql-tools/utils";
import {
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLScalarType,
  type GraphQLSchema,
  isObjectType,
  isUnionType,
  lexicographicSortSchema,
  parse,
} from "graphql";
import { requireScope } from "../auth/authorization.ts";
import type { OperationContext } from "../pipeline/operation-context.ts";
import { eachAlone } from "../resolvers/entities.ts";
import type { Reference } from "../resolvers/references.ts";

/** What text cannot say of a type: how a scalar is read and written, how an entity is found by its key. */
type TypeResolvers = Readonly<
  Record<string, GraphQLScalarType | Readonly<Record<string, ReferenceResolver>>>
>;

type ReferenceResolver = (
  reference: Reference,
  context: OperationContext,
  info: GraphQLResolveInfo,
) => Promise<object | null>;

const FEDERATION = parse(`
  extend schema
    @link(
      url: "https://specs.apollo.dev/federation/v2.7"
      import: ["@inaccessible", "@key", "@shareable", "@tag"]
    )

  """How long an answer may be kept, and for whom; read by Apollo Server and by caches that follow it."""
  directive @cacheControl(
    """For so many seconds."""
    maxAge: Int
    """For one caller or for all."""
    scope: CacheControlScope
    """As long as the object it is part of."""
    inheritMaxAge: Boolean
  ) on FIELD_DEFINITION | INTERFACE | OBJECT | UNION

  """
  On a nullable field: it is null only where an error stands at its path. Clients that handle errors themselves may take it for non-null.
  """
  directive @semanticNonNull(
    """The levels of lists it is said of; 0 is the field itself."""
    levels: [Int!] = [0]
  ) on FIELD_DEFINITION

  """Whom a kept answer may be given to. Clients of the whole graph have no use for it."""
  enum CacheControlScope @inaccessible {
    """The caller who asked, alone."""
    PRIVATE
    """Everyone."""
    PUBLIC
  }
`);

/** Makes a schema a subgraph: every directive of its types survives, and `_entities` and `_service` are there. */
export function subgraphOf(plain: GraphQLSchema, resolvers: TypeResolvers): GraphQLSchema {
  const subgraph = buildSubgraphSchema([
    { typeDefs: parse(printSchemaWithDirectives(lexicographicSortSchema(plain))) },
    { typeDefs: FEDERATION, resolvers },
  ]);
  carryOver(plain, subgraph);
  const { _service, _entities } = subgraph.getQueryType()?.getFields() ?? {};
  if (_entities?.resolve) _entities.resolve = eachAlone(_entities.resolve);
  if (_service) {
    // What composers fetch is the committed text to the letter, so that a registry can pin it.
    const sdl = printSchema(subgraph);
    const resolve: GraphQLFieldResolver<unknown, OperationContext> = (_source, _args, context) => {
      if (!context.introspection) requireScope(context.caller, "schema");
      return { sdl };
    };
    _service.resolve = resolve;
  }
  return subgraph;
}

/** The schema as other subgraphs see it: the text of `schema.graphql`. */
export function printSchema(schema: GraphQLSchema): string {
  return `${printSubgraphSchema(lexicographicSortSchema(schema)).trim()}\n`;
}

// The subgraph is made from text, so everything that has no text goes over by itself.
function carryOver(from: GraphQLSchema, to: GraphQLSchema): void {
  for (const type of Object.values(from.getTypeMap())) {
    const target = to.getType(type.name);
    if (isUnionType(type) && isUnionType(target)) target.resolveType = type.resolveType;
    if (!isObjectType(type) || !isObjectType(target)) continue;
    const fields = target.getFields();
    for (const { name, resolve, subscribe, extensions } of Object.values(type.getFields())) {
      const field = fields[name];
      if (field) Object.assign(field, { resolve, subscribe, extensions });
    }
  }
}
