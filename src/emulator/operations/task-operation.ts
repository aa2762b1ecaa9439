import { z } from "zod";
import { invalidParameter } from "../errors.ts";
import type { Registry } from "../store/registry.ts";
import type { StoredTask } from "../store/task.ts";
import { anyId, type Operation, operation } from "./operation.ts";

/** An operation on one existing evaluation task, named by `id`. */
export function taskOperation(run: (task: StoredTask, registry: Registry) => unknown): Operation {
  return operation(z.object({ id: anyId }), ({ id }, registry) => {
    const task = registry.tasks.get(id);
    if (!task) throw invalidParameter("id");
    return run(task, registry);
  });
}
