import { MapperKind, mapSchema } from "@graphql-tools/utils";
import {
  type GraphQLFieldResolver,
  type GraphQLSchema,
  getNullableType,
  isListType,
} from "graphql";
import { asError } from "../datasources/reads/once.ts";

type Resolve = GraphQLFieldResolver<unknown, unknown>;

/**
 * A copy of a schema for graphql-jit. A copy, because Apollo wraps each resolver of its own schema as
 * soon as a first plugin looks at fields.
 */
export function schemaToCompile(schema: GraphQLSchema): GraphQLSchema {
  return mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: ({ resolve, ...field }) =>
      resolve && isListType(getNullableType(field.type))
        ? { ...field, resolve: rejectionsAsErrors(resolve) }
        : { ...field, ...(resolve && { resolve }) },
  });
}

// graphql-jit puts the null of an item that rejects at the end of its list (0.8.9); that of an item
// which resolves to an error goes to its own place, as both mean the same.
function rejectionsAsErrors(resolve: Resolve): Resolve {
  return (...asked) => {
    const items = resolve(...asked);
    return isPromise(items) ? items.then(caught) : caught(items);
  };
}

function caught(items: unknown): unknown {
  if (!Array.isArray(items) || !items.some(isPromise)) return items;
  return items.map((item) => (isPromise(item) ? item.catch(asError) : item));
}

function isPromise(value: unknown): value is Promise<unknown> {
  return value instanceof Promise;
}
