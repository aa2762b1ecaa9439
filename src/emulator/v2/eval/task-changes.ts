import { z } from "zod";
import { id } from "../action.ts";
import { invalidParam } from "../errors.ts";
import { byTaskId, taskAction } from "./by-task.ts";

/** Whether Qianfan refuses to stop a task that people take part in is not known: here it stops. */
export const stopEvalTask = taskAction(byTaskId, (task) => {
  if (task.state !== "Pending" && task.state !== "Doing") throw invalidParam("taskId");
  task.stop();
  return {};
});

/** The page's table has one spelling, its example the other. */
const modification = z.object({
  taskId: id,
  description: z.string().optional(),
  describtion: z.string().optional(),
});

export const modifyEvalTask = taskAction(modification, (task, { description, describtion }) => {
  const text = describtion ?? description;
  if (text === undefined) throw invalidParam("describtion");
  task.describe(text);
  return {};
});

export const deleteEvalTask = taskAction(byTaskId, (task, _, registry) => {
  registry.deleteTask(task.evalIdStr);
  return {};
});
