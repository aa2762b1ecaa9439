import type { FieldNode, GraphQLOutputType, GraphQLResolveInfo } from "graphql";

type Place = Pick<GraphQLResolveInfo, "fieldNodes" | "returnType">;

interface Entry<Value> {
  readonly fieldNodes: readonly FieldNode[];
  readonly returnType: GraphQLOutputType;
  readonly value: Value;
}

/**
 * What is worked out once for each place of a document: a field with all nodes that select it there. It
 * lives as long as the document, whose executions each make the list of nodes anew.
 */
export class PlaceCache<Value> {
  readonly #entries = new WeakMap<FieldNode, Entry<Value>[]>();

  get(place: Place, make: () => Value): Value {
    const { fieldNodes, returnType } = place;
    const [first] = fieldNodes;
    if (!first) return make();
    const entries = this.#entries.get(first) ?? [];
    const known = entries.find(
      (entry) => entry.returnType === returnType && isSame(entry.fieldNodes, fieldNodes),
    );
    if (known) return known.value;
    const value = make();
    entries.push({ fieldNodes, returnType, value });
    this.#entries.set(first, entries);
    return value;
  }
}

function isSame(some: readonly FieldNode[], others: readonly FieldNode[]): boolean {
  return some.length === others.length && some.every((node, index) => node === others[index]);
}
