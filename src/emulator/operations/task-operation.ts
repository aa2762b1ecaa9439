import { z } from "zod";
import { invalidParameter } from "../errors.ts";
import type { Registry } from "../store/registry.ts";
import type { StoredTask } from "../store/task.ts";
import { anyId, type Operation, operation } from "./operation.ts";

export const byTaskId = z.object({ id: anyId });

/** An operation on one existing evaluation task, named by `id`. */
export function taskOperation<Input extends z.output<typeof byTaskId>>(
  request: z.ZodType<Input>,
  run: (task: StoredTask, input: Input, registry: Registry) => unknown,
): Operation {
  return operation(request, (input, registry) => {
    const task = registry.tasks.get(input.id);
    if (!task) throw invalidParameter("id");
    return run(task, input, registry);
  });
}
