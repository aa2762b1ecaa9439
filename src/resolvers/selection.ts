import type { GraphQLResolveInfo, SelectionNode } from "graphql";

/** Whether nothing but these fields is selected of an entity of a type, through fragments too. */
export function selectsOnly(
  fields: readonly string[],
  typeName: string,
  { fieldNodes, fragments }: GraphQLResolveInfo,
): boolean {
  const only = (selection: SelectionNode): boolean => {
    if (selection.kind === "Field") return fields.includes(selection.name.value);
    const fragment =
      selection.kind === "InlineFragment" ? selection : fragments[selection.name.value];
    const condition = fragment?.typeCondition?.name.value ?? typeName;
    return condition !== typeName || (fragment?.selectionSet.selections.every(only) ?? true);
  };
  return fieldNodes.every((node) => node.selectionSet?.selections.every(only) ?? true);
}
