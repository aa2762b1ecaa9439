import { z } from "zod";
import { type ResultRow, resultRows } from "../report/rows.ts";
import { anyId } from "./operation.ts";
import { order, pageOf, paging } from "./paging.ts";
import { taskOperation } from "./task-operation.ts";

const MEASURES = ["bleu4", "rouge_1", "rouge_2", "rouge_l", "judgeScore"] as const;
type Measure = (typeof MEASURES)[number];

const fraction = z.number().min(0).max(1);
const fractions = z.object({ start: fraction, end: fraction }).optional();
const request = z.object({
  id: anyId,
  ...paging,
  bleu4: fractions,
  rouge_1: fractions,
  rouge_2: fractions,
  rouge_l: fractions,
  judgeScore: z.object({ start: z.int().min(-1), end: z.int().min(-1) }).optional(),
  modelVersionIds: z.array(z.int()).default([]),
  evalUnitId: z.array(z.string()).default([]),
  orderBy: z.enum(MEASURES).optional(),
  order,
});

type Request = z.output<typeof request>;

/** The single results of a task, none before its end. */
export const evalResultList = taskOperation(request, (task, input) =>
  pageOf(ordered(resultRows(task).filter(isWanted(input)), input), input),
);

function isWanted(input: Request): (row: ResultRow) => boolean {
  const { modelVersionIds, evalUnitId } = input;
  return (row) =>
    MEASURES.every((measure) => isWithin(row[measure], input[measure])) &&
    (modelVersionIds.length === 0 || modelVersionIds.includes(row.modelVersionId)) &&
    (evalUnitId.length === 0 || evalUnitId.includes(row.evalUnitId));
}

/** Both ends count; what has no score is in no range. */
function isWithin(value: number | null, range: Request[Measure]): boolean {
  return !range || (value !== null && value >= range.start && value <= range.end);
}

function ordered(rows: ResultRow[], { orderBy, order }: Request): ResultRow[] {
  if (!orderBy) return rows;
  const sign = order === "asc" ? 1 : -1;
  return rows.sort((a, b) => sign * ((a[orderBy] ?? 0) - (b[orderBy] ?? 0)));
}
