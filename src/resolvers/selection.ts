import { type GraphQLResolveInfo, isAbstractType, isObjectType, type SelectionNode } from "graphql";

/** Whether nothing but these fields is selected of an entity of a type, through fragments too. */
export function selectsOnly(
  fields: readonly string[],
  typeName: string,
  { fieldNodes, fragments, schema }: GraphQLResolveInfo,
): boolean {
  const only = (selection: SelectionNode): boolean => {
    if (selection.kind === "Field") return fields.includes(selection.name.value);
    const fragment =
      selection.kind === "InlineFragment" ? selection : fragments[selection.name.value];
    const condition = fragment?.typeCondition?.name.value ?? typeName;
    return !applies(condition) || (fragment?.selectionSet.selections.every(only) ?? true);
  };
  const applies = (condition: string): boolean => {
    const [type, wanted] = [schema.getType(typeName), schema.getType(condition)];
    if (condition === typeName || !isObjectType(type)) return true;
    return isAbstractType(wanted) && schema.isSubType(wanted, type);
  };
  return fieldNodes.every((node) => node.selectionSet?.selections.every(only) ?? true);
}
