import { z } from "zod";
import type { Slice, Wanted } from "../../datasources/lists/slice.ts";
import { allows, always, checked, maybe, wholeNumber } from "../../schema/input-checks.ts";
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from "../../types/connection.ts";
import { type Cursors, cursorRule } from "./cursors.ts";

export interface Page {
  readonly first?: number | undefined;
  readonly last?: number | undefined;
  readonly after?: string | undefined;
  readonly before?: string | undefined;
}

const pageShape = {
  first: maybe(wholeNumber(1, MAX_PAGE_SIZE)),
  last: maybe(wholeNumber(1, MAX_PAGE_SIZE)),
  after: maybe(z.string()),
  before: maybe(z.string()),
};

/** The arguments of a connection: its page, and whatever else a list takes. */
export function pagedArguments<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.object({ ...shape, ...pageShape }).refine(isFromOneEnd, {
    path: ["last"],
    message: allows(
      "a number only without first: a page is taken from one end",
      "仅在未给出 first 时填写：一页只能从一端取",
    ),
    when: always,
  });
}

function isFromOneEnd(page: object): boolean {
  const given = (name: string) => (Reflect.get(page, name) ?? null) !== null;
  return !(given("first") && given("last"));
}

/** How the places that cursors name become numbers of rows; null when there can be no such place. */
export interface Places {
  /** How many rows stand before the one that follows the place. */
  after(place: string): number | null;
  /** How many rows stand before the place. */
  before(place: string): number | null;
}

/**
 * In a list that is known by position alone, a place is the number of rows before it; in one that is
 * read by markers, the last place of a page has the marker of what follows too.
 */
export const POSITIONS: Places = {
  after: (place) => {
    const at = position(place);
    return at === null ? null : at + 1;
  },
  before: (place) => position(place),
};

const PLACE = /^(0|[1-9]\d{0,9})(?:~([\w-]{1,80}))?$/;

function position(place: string): number | null {
  const [, at] = PLACE.exec(place) ?? [];
  return at === undefined ? null : Number(at);
}

/** The place of a row of a slice. */
export function placeIn({ start, rows, next }: Slice<unknown>, at: number): string {
  const isLast = at === start + rows.length - 1;
  return isLast && next ? `${at}~${next}` : String(at);
}

function markerAfter(cursor: string | null | undefined, cursors: Cursors): string | undefined {
  return PLACE.exec((cursor && cursors.decode(cursor)) ?? "")?.[2];
}

/** The rows that a page has, as the Relay connection specification cuts them. */
export function wantedRows(page: Page, cursors: Cursors, places: Places = POSITIONS): Wanted {
  const { after: from = 0, before } = checked(
    z.object({
      after: maybe(cursorRule(cursors, places.after)),
      before: maybe(cursorRule(cursors, places.before)),
    }),
    page,
    "",
  );
  if (page.last === undefined) {
    const to = Math.min(
      from + (page.first ?? DEFAULT_PAGE_SIZE),
      before ?? Number.POSITIVE_INFINITY,
    );
    return { kind: "rows", from, to, marker: markerAfter(page.after, cursors) };
  }
  if (before === undefined) return { kind: "tail", from, count: page.last };
  return { kind: "rows", from: Math.max(from, before - page.last), to: before };
}
