import { type DocumentNode, getOperationAST, Kind, type SelectionSetNode } from "graphql";

/** The name, in its results, of a subscription's one field. */
export function rootKey(document: DocumentNode, operationName: string | null | undefined): string {
  const operation = getOperationAST(document, operationName);
  return keyIn(operation?.selectionSet, document);
}

function keyIn(selectionSet: SelectionSetNode | undefined, document: DocumentNode): string {
  const [selection] = selectionSet?.selections ?? [];
  if (selection?.kind === Kind.FIELD) return (selection.alias ?? selection.name).value;
  if (selection?.kind === Kind.INLINE_FRAGMENT) return keyIn(selection.selectionSet, document);
  const fragment = document.definitions.find(
    (definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION &&
      definition.name.value === selection?.name.value,
  );
  return fragment && "selectionSet" in fragment ? keyIn(fragment.selectionSet, document) : "";
}
