import { type GraphQLFieldResolver, getNamedType, isUnionType } from "graphql";
import { z } from "zod";
import type { OperationContext } from "../pipeline/operation-context.ts";
import { allows, checked } from "../schema/input-checks.ts";

type EntitiesResolver = GraphQLFieldResolver<
  unknown,
  OperationContext,
  { readonly representations: readonly unknown[] }
>;

/**
 * Resolves each representation by itself: one that is malformed is an error at its own place, and
 * the others are answered.
 */
export function eachAlone(all: EntitiesResolver): EntitiesResolver {
  let rules: ReturnType<typeof representationOf> | undefined;
  return (source, { representations }, context, info) => {
    const union = getNamedType(info.returnType);
    rules ??= representationOf(isUnionType(union) ? union.getTypes() : []);
    const wellFormed = rules;
    return representations.map(async (representation, index) => {
      checked(wellFormed, representation, `representations[${index}]`);
      const found: unknown = await all(
        source,
        { representations: [representation] },
        context,
        info,
      );
      return Array.isArray(found) ? found[0] : null;
    });
  };
}

function representationOf(entities: readonly { readonly name: string }[]) {
  const names = entities.map(({ name }) => name);
  return z.looseObject(
    { __typename: z.enum(names, allows(`one of ${names.join(", ")}`, `${names.join("、")} 之一`)) },
    allows("an object with __typename and id", "含 __typename 与 id 的对象"),
  );
}
