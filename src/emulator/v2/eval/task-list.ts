import { z } from "zod";
import type { StoredTask } from "../../store/task.ts";
import { action } from "../action.ts";
import { newestFirst, pageOf, paging } from "../paging.ts";
import { zonelessTime } from "../time.ts";
import { evalType } from "./words.ts";

const request = z.object({
  evalType: z.enum(["manual", "auto"]),
  keyFilter: z.string().default(""),
  ...paging,
});

/** Newest first; without the state, which DescribeEvalTask has. */
export const describeEvalTasks = action(request, (input, { tasks }) => {
  const wanted = newestFirst(tasks).filter(
    (task) => evalType(task) === input.evalType && matches(task, input.keyFilter),
  );
  const { items, pageInfo } = pageOf(wanted, ({ evalIdStr }) => evalIdStr, input);
  return { evalTaskList: items.map(listed), pageInfo };
});

/** Part of the name, part of the id, or the whole id of a version. */
function matches({ evalIdStr, settings, units }: StoredTask, key: string): boolean {
  const { name } = settings;
  return (
    name.includes(key) ||
    evalIdStr.includes(key) ||
    units.some(({ modelVersionIdStr }) => modelVersionIdStr === key)
  );
}

function listed(task: StoredTask) {
  const { name, description, standard } = task.settings;
  return {
    taskId: task.evalIdStr,
    taskName: name,
    evalType: evalType(task),
    evalMode: standard.evalMode,
    description,
    createTime: zonelessTime(task.createTime),
  };
}
