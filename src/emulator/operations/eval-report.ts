import { reportEntry } from "../report/entry.ts";
import { taskOperation } from "./task-operation.ts";

export const evalReport = taskOperation((task, { account }) =>
  task.evaluatedUnits.map((unit) => reportEntry(task, unit, account.userId)),
);
