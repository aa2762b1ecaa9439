import "reflect-metadata";
import { buildSubgraphSchema, printSubgraphSchema } from "@apollo/subgraph";
import { printSchemaWithDirectives } from "@graphql-tools/utils";
import {
  type GraphQLObjectType,
  type GraphQLSchema,
  isIntrospectionType,
  isObjectType,
  isUnionType,
  lexicographicSortSchema,
  parse,
} from "graphql";
import { buildSchemaSync } from "type-graphql";
import { EvaluationTaskResolver } from "./resolvers/evaluation-task.ts";
import { hydrated } from "./resolvers/hydration.ts";
import { ModelResolver } from "./resolvers/model.ts";
import { ModelVersionResolver } from "./resolvers/model-version.ts";
import { MutationResolver } from "./resolvers/mutations.ts";
import { REFERENCES } from "./resolvers/references.ts";
import { isPart } from "./types/hydration.ts";
import { DateTime, JSONObject } from "./types/scalars.ts";

const FEDERATION = parse(
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key"])`,
);

/** The subgraph: TypeGraphQL's classes, with what federation adds. */
export function buildSchema(): GraphQLSchema {
  const plain = plainSchema();
  const subgraph = buildSubgraphSchema([
    { typeDefs: parse(printSchemaWithDirectives(lexicographicSortSchema(plain))) },
    { typeDefs: FEDERATION, resolvers: { ...REFERENCES, DateTime, JSONObject } },
  ]);
  carryOver(plain, subgraph);
  tellSdl(subgraph);
  return subgraph;
}

/** The schema as other subgraphs see it: the text of `schema.graphql`. */
export function printSchema(schema: GraphQLSchema): string {
  return `${printSubgraphSchema(lexicographicSortSchema(schema)).trim()}\n`;
}

// What composers fetch is the committed text to the letter, so that a registry can pin it.
function tellSdl(schema: GraphQLSchema): void {
  const service = schema.getQueryType()?.getFields()._service;
  const sdl = printSchema(schema);
  if (service) service.resolve = () => ({ sdl });
}

function plainSchema(): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers: [ModelResolver, ModelVersionResolver, EvaluationTaskResolver, MutationResolver],
    // Inputs are checked by our own rules, which tell every fault with its path.
    validate: false,
  });
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  for (const type of Object.values(schema.getTypeMap())) {
    const isOurs = isObjectType(type) && !isIntrospectionType(type);
    if (isOurs && !roots.includes(type)) resolveProperties(type);
  }
  return schema;
}

// A field of an entity may have to be loaded; any other property needs no resolver at all.
function resolveProperties(type: GraphQLObjectType): void {
  for (const field of Object.values(type.getFields())) {
    const part = field.extensions.comesWith;
    if (isPart(part)) field.resolve = hydrated(field.name, part);
    else if (field.args.length === 0) delete field.resolve;
  }
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
