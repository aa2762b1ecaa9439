import { MapperKind, mapSchema } from "@graphql-tools/utils";
import {
  defaultFieldResolver,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isListType,
} from "graphql";
import type { OperationContext } from "../context.ts";
import { asError } from "../datasources/reads/once.ts";
import { isPart } from "../types/hydration.ts";
import { completed } from "./completion.ts";
import { loadableFields, WishReader } from "./wishes.ts";

type Resolve = GraphQLFieldResolver<unknown, OperationContext>;

/**
 * A copy of a schema for graphql-jit. A copy, because Apollo wraps each resolver of its own schema as
 * soon as a first plugin looks at fields; and because objects are completed here where they are found,
 * not by a resolver of each field that may be lacking.
 */
export function schemaToCompile(schema: GraphQLSchema): GraphQLSchema {
  const loadable = loadableFields(schema);
  const wishes = new WishReader(loadable);
  return mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: ({ resolve, ...field }) => {
      const type = getNamedType(field.type);
      const mayLack = isAbstractType(type)
        ? schema.getPossibleTypes(type).some(({ name }) => loadable.has(name))
        : loadable.has(type.name);
      // Completed where it was found, its object holds the field.
      const own = isPart(field.extensions?.comesWith) ? undefined : resolve;
      const completing: Resolve | undefined = mayLack
        ? (source, args, context, info) =>
            completed(
              (own ?? defaultFieldResolver)(source, args, context, info),
              wishes.of(info),
              context.sources,
            )
        : own;
      const isList = isListType(getNullableType(field.type));
      return {
        ...field,
        ...(completing && { resolve: isList ? rejectionsAsErrors(completing) : completing }),
      };
    },
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
