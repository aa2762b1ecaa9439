import { z } from "zod";
import {
  invalidParameter,
  modelNotFound,
  type OperationError,
  versionNotFound,
} from "../errors.ts";
import type { Registry } from "../store/registry.ts";
import type { AnyId } from "../store/table.ts";
import { type Operation, operation } from "./operation.ts";

/** All numbers or all texts; a mixture is refused. */
const idsOfOneForm = z.union([z.array(z.int()).min(1), z.array(z.string().min(1)).min(1)]);

export const modelBatchDelete = batchDelete("modelIDs", modelNotFound, {
  has: ({ own }, id) => own.models.get(id) !== undefined,
  remove: (registry, id) => registry.deleteModel(id),
});

export const versionBatchDelete = batchDelete("modelVersionIds", versionNotFound, {
  has: ({ own }, id) => own.versions.get(id) !== undefined,
  remove: (registry, id) => registry.deleteVersion(id),
});

export const evalDelete = batchDelete("evalIds", () => invalidParameter("evalIds"), {
  has: ({ tasks }, id) => tasks.get(id) !== undefined,
  remove: (registry, id) => registry.deleteTask(id),
});

interface Deletion {
  has(registry: Registry, id: AnyId): boolean;
  remove(registry: Registry, id: AnyId): void;
}

/** Deletes everything that is named, or nothing when any of it is unknown. */
function batchDelete(
  name: string,
  notFound: () => OperationError,
  { has, remove }: Deletion,
): Operation {
  return operation(z.object({ [name]: idsOfOneForm }), (input, registry) => {
    const ids: readonly AnyId[] = input[name] ?? [];
    if (!ids.every((id) => has(registry, id))) throw notFound();
    for (const id of ids) remove(registry, id);
    return {};
  });
}
