import { z } from "zod";
import type { Registry } from "../../store/registry.ts";
import type { StoredTask } from "../../store/task.ts";
import { type Action, action, id } from "../action.ts";
import { invalidParam } from "../errors.ts";

export const byTaskId = z.object({ taskId: id });

/** An action on one existing evaluation task, named by `taskId`. */
export function taskAction<Input extends z.output<typeof byTaskId>>(
  request: z.ZodType<Input>,
  run: (task: StoredTask, input: Input, registry: Registry) => unknown,
): Action {
  return action(request, (input, registry) => {
    const task = registry.tasks.get(input.taskId);
    if (!task) throw invalidParam("taskId");
    return run(task, input, registry);
  });
}
