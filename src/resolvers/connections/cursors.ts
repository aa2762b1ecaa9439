import { createHash } from "node:crypto";
import { z } from "zod";
import { allows } from "../../schema/input-checks.ts";

/**
 * The cursors of one list: opaque texts that name a place in it. A cursor carries a mark of its list
 * (what it is of, its filter, its order), so that one of another list is not taken for one of this.
 */
export class Cursors {
  readonly #mark: string;

  constructor(list: readonly unknown[]) {
    const digest = createHash("sha256").update(JSON.stringify(list)).digest("base64url");
    this.#mark = digest.slice(0, 8);
  }

  encode(place: string): string {
    return Buffer.from(`${this.#mark}.${place}`).toString("base64url");
  }

  /** The place a cursor names; null when it is not one of this list's. */
  decode(cursor: string): string | null {
    const text = Buffer.from(cursor, "base64url").toString();
    const place = text.slice(this.#mark.length + 1);
    return this.encode(place) === cursor ? place : null;
  }
}

const OF_THIS_LIST = allows(
  "a cursor that this list gave, with the same filter and order",
  "该列表在相同筛选和排序下给出的游标",
);

/** A cursor of a list, as what it names; `find` answers null for a place that there cannot be. */
export function cursorRule<Found>(
  cursors: Cursors,
  find: (place: string) => Found | null,
  allowed = OF_THIS_LIST,
) {
  return z.string().transform((text, context) => {
    const place = cursors.decode(text);
    const found = place === null ? null : find(place);
    if (found !== null) return found;
    context.addIssue({ code: "custom", message: allowed });
    return z.NEVER;
  });
}
