import {
  buildSchema,
  type ExecutionResult,
  execute,
  type GraphQLError,
  type GraphQLFieldResolver,
  GraphQLScalarType,
  type GraphQLSchema,
  type GraphQLTypeResolver,
  getOperationAST,
  isAbstractType,
  isObjectType,
  parse,
  printSchema,
  validate,
} from "graphql";
import type { FuzzOperation } from "./operation.ts";
import { resolvers, typeNames } from "./resolvers.ts";
import { nullCondition, refuseUnknownInputs, ServiceError, servedSchema } from "./rules.ts";
import type { Answer, AnsweredError } from "./server.ts";
import type { World } from "./world.ts";

/** After so many the server gives up. */
const MAX_VALIDATION_ERRORS = 5;

/** The served schema's text as a schema of its own, whose resolvers look into a world that is all known. */
export function referenceSchema(): GraphQLSchema {
  const served = servedSchema();
  const schema = buildSchema(printSchema(served), { assumeValid: true });
  refuseUnknownInputs(schema);
  for (const type of Object.values(schema.getTypeMap())) {
    const original = served.getType(type.name);
    if (type instanceof GraphQLScalarType && original instanceof GraphQLScalarType) {
      const { serialize, parseValue, parseLiteral } = original;
      Object.assign(type, { serialize, parseValue, parseLiteral });
    }
    if (isAbstractType(type)) type.resolveType = typeNames as GraphQLTypeResolver<unknown, unknown>;
    if (!isObjectType(type) || type.name.startsWith("__")) continue;
    for (const field of Object.values(type.getFields())) {
      field.resolve = resolverOf(type.name, field.name);
    }
  }
  return schema;
}

function resolverOf(type: string, field: string): GraphQLFieldResolver<unknown, World> {
  const own = resolvers[`${type}.${field}`];
  if (own) return (source, args, world) => own(world, source as object, args);
  const entity = resolvers[`${type}.*`];
  if (entity) return (source, _args, world) => entity(world, source as object, { field });
  return (source) => Reflect.get(source as object, field);
}

/** What the GraphQL specification demands as the answer, with the codes that this server gives errors. */
export async function referenceAnswer(
  schema: GraphQLSchema,
  world: World,
  { query, variables, operationName }: FuzzOperation,
): Promise<Answer> {
  const document = tried(() => parse(query));
  if ("error" in document) return { errors: [coded(document.error, "GRAPHQL_PARSE_FAILED")] };
  const faults = validate(schema, document.value, undefined, { maxErrors: MAX_VALIDATION_ERRORS });
  if (faults.length > 0) {
    return { errors: faults.map((fault) => coded(fault, "GRAPHQL_VALIDATION_FAILED")) };
  }
  const operation = getOperationAST(document.value, operationName);
  // The one place where the server refuses more: the specification would find it while it executes.
  const refused = operation && nullCondition(document.value, operation, variables ?? {});
  if (refused)
    return { errors: [{ message: refused.message, extensions: { code: refused.code } }] };
  const result: ExecutionResult = await execute({
    schema,
    document: document.value,
    contextValue: world,
    variableValues: variables,
    operationName: operationName ?? null,
  });
  const code = operation ? "BAD_USER_INPUT" : "OPERATION_RESOLUTION_FAILURE";
  const errors = result.errors?.map((error) => formatted(error, code));
  return {
    ...(errors ? { errors } : {}),
    ...(result.data === undefined ? {} : { data: result.data }),
  };
}

/** An error that no resolver threw comes of the request itself. */
function formatted(error: GraphQLError, code: string): AnsweredError {
  const { originalError } = error;
  const own = originalError instanceof ServiceError ? originalError.code : code;
  return coded(error, own);
}

function coded({ message, path }: GraphQLError, code: string): AnsweredError {
  return { message, ...(path ? { path } : {}), extensions: { code } };
}

function tried<Value>(make: () => Value): { value: Value } | { error: GraphQLError } {
  try {
    return { value: make() };
  } catch (error) {
    return { error: error as GraphQLError };
  }
}
