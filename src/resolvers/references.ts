import type { GraphQLResolveInfo } from "graphql";
import { requireScope } from "../auth/authorization.ts";
import { checkedId } from "../checks.ts";
import type { OperationContext } from "../context.ts";
import type { DataSources } from "../datasources/index.ts";
import { type IdKind, isNumericId } from "../ids.ts";
import { selectsOnly } from "./selection.ts";

/** An entity as another subgraph names it; nothing of it has been checked. */
export interface Reference {
  /** GraphQL's ID, which JSON may also write as a number. */
  readonly id?: unknown;
}

type Find = (sources: DataSources, id: string) => Promise<object | null>;

/** How each entity is found when another subgraph names it by its key. */
export const REFERENCES = {
  Model: reference("Model", "model", ({ models }, id) => models.byId(id)),
  ModelVersion: reference("ModelVersion", "modelVersion", ({ versions }, id) => versions.byId(id)),
  EvaluationTask: reference("EvaluationTask", "evaluationTask", ({ evaluations }, id) =>
    evaluations.byId(id),
  ),
  EvaluationResultExport: reference(
    "EvaluationResultExport",
    "resultExport",
    ({ resultExports }, id) => resultExports.byId(id),
  ),
} as const;

// The key is the one thing the caller knows already: asked for nothing else, nothing is looked up. An
// integer is not the key, but leads to it.
function reference(typeName: string, kind: IdKind, find: Find) {
  const resolveReference = async (
    representation: Reference,
    { caller, sources }: OperationContext,
    info: GraphQLResolveInfo,
  ): Promise<object | null> => {
    requireScope(caller, "read");
    const id = checkedId(kind, idOf(representation));
    const known = sources.account.identities.canonical(kind, id);
    const isKey = !isNumericId(known) && selectsOnly(["__typename", "id"], typeName, info);
    return isKey ? { id: known } : find(sources, id);
  };
  return { __resolveReference: resolveReference };
}

function idOf({ id }: Reference): unknown {
  return Number.isSafeInteger(id) ? String(id) : id;
}
