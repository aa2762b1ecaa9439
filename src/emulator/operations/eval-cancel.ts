import type { StoredTask } from "../store/task.ts";
import { byTaskId, taskOperation } from "./task-operation.ts";

export const evalCancel = taskOperation(byTaskId, (task) => {
  const errorMessage = whyItCannotStop(task);
  if (errorMessage !== "") return { result: false, errorMessage };
  task.stop();
  return { result: true, errorMessage };
});

function whyItCannotStop({ state, settings }: StoredTask): string {
  if (settings.standard.manual) return "包含人工评估的任务不支持停止";
  return state === "Pending" || state === "Doing" ? "" : `任务状态为${state}，无法停止`;
}
