import { type FragmentDefinitionNode, Kind, type OperationDefinitionNode, visit } from "graphql";

/** What `@skip` and `@include` of an operation and its fragments hang on. */
interface Conditions {
  /** Whether there is any. */
  readonly areAny: boolean;
  /** The variables in them. */
  readonly variables: ReadonlySet<string>;
}

// It lives as long as the cached document.
const known = new WeakMap<OperationDefinitionNode, Conditions>();

/** The conditions of an operation, looked for once. */
export function conditionsOf(
  operation: OperationDefinitionNode,
  fragments: () => readonly FragmentDefinitionNode[],
): Conditions {
  const found = known.get(operation) ?? lookIn([operation, ...fragments()]);
  known.set(operation, found);
  return found;
}

function lookIn(definitions: readonly (OperationDefinitionNode | FragmentDefinitionNode)[]) {
  let areAny = false;
  const variables = new Set<string>();
  for (const definition of definitions) {
    visit(definition, {
      Directive({ name, arguments: given = [] }) {
        if (name.value !== "skip" && name.value !== "include") return;
        areAny = true;
        for (const { value } of given) {
          if (value.kind === Kind.VARIABLE) variables.add(value.name.value);
        }
      },
    });
  }
  return { areAny, variables };
}
