import type { GraphQLField, GraphQLObjectType, GraphQLSchema } from "graphql";
import { getMetadataStorage } from "type-graphql";
import type { OperationContext } from "../pipeline/operation-context.ts";
import { requireScope } from "./authorization.ts";
import { isScope, type Scope } from "./caller.ts";

/**
 * Says in every query's, mutation's and subscription's description which scope it needs, and asks for
 * it before a subscription begins: `@Authorized` itself asks only when there is an event.
 *
 * @throws Error for one that needs none: it would be open to every caller because somebody forgot.
 */
export function guardRoots(schema: GraphQLSchema): void {
  const { queries, mutations, subscriptions } = getMetadataStorage();
  for (const { schemaName, roles = [] } of [...queries, ...mutations, ...subscriptions]) {
    const field = rootField(schema, schemaName);
    if (!field) continue;
    if (roles.length === 0 || !roles.every(isScope)) {
      throw new Error(`${schemaName} needs @Authorized<Scope>(...): who may call it?`);
    }
    const scopes = roles.map((scope) => `\`${scope}\``).join(" and ");
    field.description =
      `${field.description ?? ""}\n\nFor callers with the scope ${scopes}.`.trim();
    if (field.subscribe) field.subscribe = guarded(field.subscribe, roles);
  }
}

// By what is run: Apollo Server copies a context.
const needed = new WeakMap<OperationContext["run"], readonly Scope[]>();

/** The scopes that the subscription needs whose start had this context. */
export function scopesNeeded(context: OperationContext): readonly Scope[] {
  return needed.get(context.run) ?? [];
}

type Subscribe = NonNullable<GraphQLField<unknown, OperationContext>["subscribe"]>;

function guarded(subscribe: Subscribe, scopes: readonly Scope[]): Subscribe {
  return (source, args, context, info) => {
    for (const scope of scopes) requireScope(context.caller, scope);
    needed.set(context.run, scopes);
    return subscribe(source, args, context, info);
  };
}

function rootField(
  schema: GraphQLSchema,
  name: string,
): GraphQLField<unknown, OperationContext> | undefined {
  const roots: (GraphQLObjectType | null | undefined)[] = [
    schema.getQueryType(),
    schema.getMutationType(),
    schema.getSubscriptionType(),
  ];
  return roots.map((root) => root?.getFields()[name]).find((field) => field !== undefined);
}
