import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isIntrospectionType,
  isListType,
  isObjectType,
} from "graphql";
import type { OperationContext } from "../pipeline/operation-context.ts";
import { isPart } from "../types/hydration.ts";
import { hydrate } from "./hydration.ts";
import { hydratedFields, LookAhead } from "./look-ahead.ts";
import { setFinalCacheHints } from "./set-cache-hints.ts";

type Field = GraphQLField<unknown, OperationContext>;
type Resolve = GraphQLFieldResolver<unknown, OperationContext>;

/**
 * Gives every field what it needs beside its resolver: an object is hydrated where it is found, so that
 * its fields are plain properties, and the objects of lists are counted and completed in turns.
 */
export function completeFields(schema: GraphQLSchema): void {
  const hydrated = hydratedFields(schema);
  const lookAhead = new LookAhead(hydrated);
  const mayLack = (field: Field) => {
    const type = getNamedType(field.type);
    const types = isAbstractType(type) ? schema.getPossibleTypes(type) : [type];
    return types.some(({ name }) => hydrated.has(name));
  };
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || isIntrospectionType(type)) continue;
    const isRoot = roots.includes(type);
    for (const field of Object.values(type.getFields())) {
      // Hydrated, an object holds the field as a plain property; so do objects that lack nothing.
      const isWithoutResolver = isPart(field.extensions.comesWith) || field.args.length === 0;
      if (!isRoot && isWithoutResolver) delete field.resolve;
      setFinalCacheHints(field);
      if (mayLack(field)) field.resolve = hydrating(field, lookAhead);
      if (isLongList(field)) field.resolve = paced(field);
    }
  }
}

function hydrating({ resolve = defaultFieldResolver }: Field, lookAhead: LookAhead): Resolve {
  return (source, args, context, info) => {
    // Worked out first: nothing is read for a selection that cannot be.
    const required = lookAhead.required(info);
    return hydrate(resolve(source, args, context, info), required, {
      sources: context.sources,
      info,
    });
  };
}

function isLongList({ type }: Field): boolean {
  return isListType(getNullableType(type)) && isCompositeType(getNamedType(type));
}

function paced({ resolve = defaultFieldResolver }: Field): Resolve {
  return (source, args, context, info) => {
    const pace = (found: unknown) =>
      Array.isArray(found) ? context.budget.list(found, info) : found;
    const found = resolve(source, args, context, info);
    return found instanceof Promise ? found.then(pace) : pace(found);
  };
}
