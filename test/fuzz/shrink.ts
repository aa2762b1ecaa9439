import {
  type ASTNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  parse,
  print,
  type SelectionNode,
  visit,
} from "graphql";
import type { FuzzOperation } from "./operation.ts";

/** The smallest operation to be found by leaving things out of one that still `differs`. */
export async function shrunk(
  operation: FuzzOperation,
  differs: (candidate: FuzzOperation) => Promise<boolean>,
): Promise<FuzzOperation> {
  let smallest = operation;
  for (let tries = 0; tries < 500; ) {
    let isSmaller = false;
    for (const candidate of smaller(smallest)) {
      tries += 1;
      if (tries > 500) break;
      if (!(await differs(candidate))) continue;
      smallest = candidate;
      isSmaller = true;
      break;
    }
    if (!isSmaller) break;
  }
  return smallest;
}

/** The operation without one thing, larger things first. */
function* smaller({ query, variables, operationName }: FuzzOperation): Generator<FuzzOperation> {
  const document = tryParse(query);
  if (!document) return;
  const places: ASTNode[] = [];
  visit(document, { enter: (node) => void (isDispensable(node) && places.push(node)) });
  const others = [
    ...places.map((place) =>
      visit(document, { enter: (node) => (node === place ? null : undefined) }),
    ),
    ...places.flatMap((place) => flattened(document, place)),
  ];
  for (const other of others) {
    const text = print(tidied(other));
    if (text === query || !tryParse(text)) continue;
    yield { query: text, variables: usedIn(text, variables), ...named(other, operationName) };
  }
}

/** The document with a fragment's selections in the place of the fragment. */
function flattened(document: DocumentNode, place: ASTNode): DocumentNode[] {
  const inside = selectionsOf(document, place);
  if (!inside) return [];
  const other = visit(document, {
    SelectionSet: (node) => {
      const selections = node.selections.flatMap((one) => (one === place ? inside : one));
      return node.selections.some((one) => one === place) ? { ...node, selections } : undefined;
    },
  });
  return [other];
}

function selectionsOf(
  document: DocumentNode,
  place: ASTNode,
): readonly SelectionNode[] | undefined {
  if (place.kind === Kind.INLINE_FRAGMENT) return place.selectionSet.selections;
  if (place.kind !== Kind.FRAGMENT_SPREAD) return undefined;
  const fragment = document.definitions.find(
    (definition): definition is FragmentDefinitionNode =>
      definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === place.name.value,
  );
  return fragment?.selectionSet.selections;
}

function isDispensable(node: ASTNode): boolean {
  // Without it a mutation would write.
  if (node.kind === Kind.ARGUMENT) return node.name.value !== "dryRun";
  return (
    node.kind === Kind.FIELD ||
    node.kind === Kind.INLINE_FRAGMENT ||
    node.kind === Kind.FRAGMENT_SPREAD ||
    node.kind === Kind.DIRECTIVE ||
    node.kind === Kind.OBJECT_FIELD ||
    node.kind === Kind.OPERATION_DEFINITION
  );
}

/** Without what is empty now, or no longer used. */
function tidied(document: DocumentNode): DocumentNode {
  for (;;) {
    const text = print(document);
    const kept = visit(document, {
      leave: (node) => {
        if (
          node.kind === Kind.FRAGMENT_SPREAD &&
          !text.includes(`fragment ${node.name.value} on`)
        ) {
          return null;
        }
        if (node.kind === Kind.FRAGMENT_DEFINITION) {
          const isSpread = new RegExp(`\\.\\.\\.${node.name.value}\\b`).test(text);
          return isSpread && node.selectionSet.selections.length > 0 ? undefined : null;
        }
        const isEmpty =
          (node.kind === Kind.FIELD || node.kind === Kind.INLINE_FRAGMENT) &&
          node.selectionSet?.selections.length === 0;
        if (isEmpty) return null;
        return undefined;
      },
    });
    const used = visit(kept, {
      OperationDefinition: (node) => {
        if (node.selectionSet.selections.length === 0) return null;
        const reached = reachedText(kept, node.selectionSet.selections);
        const variableDefinitions = node.variableDefinitions?.filter(({ variable }) =>
          new RegExp(`\\$${variable.name.value}\\b`).test(reached),
        );
        return { ...node, variableDefinitions: variableDefinitions ?? [] };
      },
    });
    if (print(used) === text) return used;
    document = used;
  }
}

function reachedText(document: DocumentNode, selections: readonly SelectionNode[]): string {
  let text = selections.map((selection) => print(selection)).join("\n");
  for (const definition of document.definitions) {
    // More than is reached does no harm: what is not used at all has gone before.
    if (definition.kind === Kind.FRAGMENT_DEFINITION) text += print(definition);
  }
  return text;
}

function usedIn(text: string, variables: FuzzOperation["variables"]): FuzzOperation["variables"] {
  const used = Object.entries(variables).filter(([name]) => new RegExp(`\\$${name}\\b`).test(text));
  return Object.fromEntries(used);
}

function named(document: DocumentNode, operationName: string | undefined) {
  const isThere = document.definitions.some(
    (definition) =>
      definition.kind === Kind.OPERATION_DEFINITION && definition.name?.value === operationName,
  );
  return operationName && isThere ? { operationName } : {};
}

function tryParse(text: string): DocumentNode | null {
  try {
    return parse(text);
  } catch {
    return null;
  }
}
