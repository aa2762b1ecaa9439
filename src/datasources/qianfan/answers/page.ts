import { z } from "zod";
import { integer } from "./lenient.ts";
import { transform } from "./transform.ts";

/** One page of a list; `total` is null when the answer does not tell how long the whole list is. */
export interface Page<Row> {
  readonly total: number | null;
  readonly rows: readonly Row[];
}

/** `{total, items}`, or the bare items: for two of the three lists no answer has been published. */
export function pageOf<Row>(row: z.ZodType<Row>): z.ZodType<Page<Row>> {
  return transform((answer) => (Array.isArray(answer) ? { items: answer } : answer))
    .pipe(z.object({ total: integer, items: z.array(row).nullable() }))
    .pipe(transform(({ total, items }) => ({ total, rows: items ?? [] })));
}
