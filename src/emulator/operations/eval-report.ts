import { reportEntry } from "../report/entry.ts";
import { byTaskId, taskOperation } from "./task-operation.ts";

export const evalReport = taskOperation(byTaskId, (task, _, { account }) =>
  task.evaluatedUnits.map((unit) => reportEntry(task, unit, account.userId)),
);
