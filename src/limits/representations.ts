import type { ApolloServerPlugin, GraphQLRequestContextDidResolveOperation } from "@apollo/server";
import { collectFields } from "@graphql-tools/utils";
import {
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  getVariableValues,
  Kind,
  valueFromASTUntyped,
} from "graphql";
import { allows, badInput } from "../checks.ts";
import type { OperationContext } from "../context.ts";

type Resolved = GraphQLRequestContextDidResolveOperation<OperationContext>;
type Variables = Readonly<Record<string, unknown>>;

/**
 * Refuses an operation that names more entities than this, over all its `_entities` fields, before
 * anything of it is executed.
 */
export function representationsLimit(most: number): ApolloServerPlugin<OperationContext> {
  return {
    requestDidStart: async () => ({
      async didResolveOperation(request) {
        const given = countRepresentations(request);
        if (given > most) throw tooMany(given, most);
      },
    }),
  };
}

function countRepresentations(resolved: Resolved): number {
  const { schema, source, document, operation, request } = resolved;
  const query = schema.getQueryType();
  if (!query || !operation || !source.includes("_entities")) return 0;
  const { coerced } = getVariableValues(
    schema,
    operation.variableDefinitions ?? [],
    request.variables ?? {},
  );
  // Variables that do not fit are told by the execution, which does not start then.
  if (!coerced) return 0;
  const fragments: Record<string, FragmentDefinitionNode> = {};
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
  }
  const { fields } = collectFields(schema, fragments, coerced, query, operation.selectionSet);
  return [...fields.values()].reduce((sum, [field]) => sum + representationsOf(coerced, field), 0);
}

function representationsOf(variables: Variables, field: FieldNode | undefined): number {
  if (field?.name.value !== "_entities") return 0;
  const argument = field.arguments?.find(({ name }) => name.value === "representations");
  const given: unknown = argument && valueFromASTUntyped(argument.value, variables);
  return Array.isArray(given) ? given.length : 1;
}

function tooMany(given: number, most: number): GraphQLError {
  const allowed = allows(`at most ${most} in one operation`, `单次操作最多 ${most} 个`);
  const problem = { path: "representations", given: `a list of ${given}`, allowed };
  const originalError = badInput([problem]);
  return new GraphQLError(originalError.message, {
    originalError,
    extensions: { ...originalError.extensions, http: { status: 400 } },
  });
}
