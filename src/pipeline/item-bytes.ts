import {
  type GraphQLResolveInfo,
  getNamedType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";
import { PlaceCache } from "../schema/place-cache.ts";

/** `"":0,` around a name. */
const BYTES_BESIDE_NAME = 5;
/** `{},`, and what an object costs while it is made, however little is selected of it. */
const LEAST_BYTES = 20;

const known = new PlaceCache<number>();

/** The bytes that an item of a list takes at least: those of the names that its selection always has. */
export function itemBytes(info: GraphQLResolveInfo): number {
  return known.get(info, () => workOut(info));
}

function workOut({ fieldNodes, fragments, returnType }: GraphQLResolveInfo): number {
  const type = getNamedType(returnType).name;
  const names = new Set<string>();
  const visit = (selection: SelectionNode): void => {
    // A condition may take it away.
    if (selection.directives && selection.directives.length > 0) return;
    if (selection.kind === Kind.FIELD) {
      names.add((selection.alias ?? selection.name).value);
      return;
    }
    const fragment =
      selection.kind === Kind.FRAGMENT_SPREAD ? fragments[selection.name.value] : selection;
    const condition = fragment?.typeCondition?.name.value ?? type;
    if (condition === type) visitAll(fragment?.selectionSet);
  };
  const visitAll = (set: SelectionSetNode | undefined) => set?.selections.forEach(visit);
  for (const node of fieldNodes) visitAll(node.selectionSet);
  let bytes = LEAST_BYTES;
  for (const name of names) bytes += name.length + BYTES_BESIDE_NAME;
  return bytes;
}
