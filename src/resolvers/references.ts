import type { GraphQLResolveInfo } from "graphql";
import { requireScope } from "../auth/authorization.ts";
import { isNumericId } from "../domain/ids.ts";
import type { OperationContext } from "../pipeline/operation-context.ts";
import { checkedId } from "../schema/input-checks.ts";
import { ENTITY_READS, type EntityRead } from "./entity-reads.ts";
import { selectsOnly } from "./selection.ts";

/** An entity as another subgraph names it; nothing of it has been checked. */
export interface Reference {
  /** GraphQL's ID, which JSON may also write as a number. */
  readonly id?: unknown;
}

/** How each entity is found when another subgraph names it by its key. */
export const REFERENCES = Object.fromEntries(
  Object.entries(ENTITY_READS).map(([typeName, read]) => [typeName, reference(typeName, read)]),
);

// The key is the one thing the caller knows already: asked for nothing else, nothing is looked up. An
// integer is not the key, but leads to it.
function reference(typeName: string, { kind, find }: EntityRead) {
  const resolveReference = async (
    representation: Reference,
    { caller, sources }: OperationContext,
    info: GraphQLResolveInfo,
  ): Promise<object | null> => {
    requireScope(caller, "read");
    const id = checkedId(kind, idOf(representation));
    const known = sources.account.idMap.canonical(kind, id);
    const isKey = !isNumericId(known) && selectsOnly(["__typename", "id"], typeName, info);
    return isKey ? { id: known } : find(sources, id);
  };
  return { __resolveReference: resolveReference };
}

function idOf({ id }: Reference): unknown {
  return Number.isSafeInteger(id) ? String(id) : id;
}
