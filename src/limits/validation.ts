import {
  type ASTVisitor,
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  getEnterLeaveForKind,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  SingleFieldSubscriptionsRule,
  specifiedRules,
  type ValidationContext,
  type ValidationRule,
} from "graphql";

/**
 * The specified rules, of which graphql's own for the one root field of a subscription throws for a
 * variable in `@skip` or `@include` there: that would end the validation of the whole document, which
 * may hold a query beside it. `conditionAtRoot` refuses such a subscription when it is the one to run.
 */
export const VALIDATION_RULES: readonly ValidationRule[] = specifiedRules.map((rule) =>
  rule === SingleFieldSubscriptionsRule ? singleRootField : rule,
);

function singleRootField(context: ValidationContext): ASTVisitor {
  const visitor = SingleFieldSubscriptionsRule(context);
  const { enter } = getEnterLeaveForKind(visitor, Kind.OPERATION_DEFINITION);
  return {
    OperationDefinition(operation) {
      if (conditionAtRoot(context.getDocument(), operation)) return;
      enter?.call(visitor, operation, undefined, undefined, [], []);
    },
  };
}

/**
 * The error for a subscription with `@skip` or `@include` at its root, which the GraphQL specification
 * forbids and graphql 16 does not validate; null for any other operation.
 */
export function conditionAtRoot(
  document: DocumentNode,
  { operation, selectionSet }: OperationDefinitionNode,
): GraphQLError | null {
  if (operation !== "subscription") return null;
  const condition = conditionIn(selectionSet, document, new Set());
  if (!condition) return null;
  return new GraphQLError("The root field of a subscription must not have `@skip` or `@include`.", {
    nodes: [condition],
  });
}

const CONDITIONS: ReadonlySet<string> = new Set(["skip", "include"]);

// Fragments may spread each other in a circle: it is not validated yet.
function conditionIn(
  { selections }: SelectionSetNode,
  document: DocumentNode,
  seen: Set<string>,
): DirectiveNode | undefined {
  for (const selection of selections) {
    const own = selection.directives?.find(({ name }) => CONDITIONS.has(name.value));
    const below = rootSelections(selection, document, seen);
    const found = own ?? (below && conditionIn(below, document, seen));
    if (found) return found;
  }
  return undefined;
}

// What stands below a field is no part of the root.
function rootSelections(
  selection: SelectionNode,
  { definitions }: DocumentNode,
  seen: Set<string>,
): SelectionSetNode | undefined {
  if (selection.kind === Kind.FIELD) return undefined;
  if (selection.kind === Kind.INLINE_FRAGMENT) return selection.selectionSet;
  const name = selection.name.value;
  if (seen.has(name)) return undefined;
  seen.add(name);
  return definitions.find(
    (each): each is FragmentDefinitionNode =>
      each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === name,
  )?.selectionSet;
}
