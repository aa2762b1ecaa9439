import { z } from "zod";
import type { Page } from "../../../../domain/index.ts";
import { integer } from "../../decode/coerce.ts";
import { transform } from "../../decode/transform.ts";

/** `{total, items}`, or the bare items: for two of the three lists no answer has been published. */
export function pageOf<Row>(row: z.ZodType<Row>): z.ZodType<Page<Row>> {
  return transform((answer) => (Array.isArray(answer) ? { items: answer } : answer))
    .pipe(z.object({ total: integer, items: z.array(row).nullable() }))
    .pipe(transform(({ total, items }) => ({ total, rows: items ?? [] })));
}
