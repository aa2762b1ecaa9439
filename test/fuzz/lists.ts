import { z } from "zod";
import { allows, checked, maybe } from "./rules.ts";

/** A part of a list. */
export interface Listed {
  readonly edges: readonly { readonly node: object; readonly cursor: string }[];
  readonly nodes: readonly object[];
  readonly totalCount: number;
  readonly pageInfo: object;
}

export interface Page {
  readonly first?: number | undefined;
  readonly last?: number | undefined;
  readonly after?: string | undefined;
  readonly before?: string | undefined;
}

export interface Places {
  readonly after?: string | undefined;
  readonly before?: string | undefined;
}

/**
 * The places of the cursors that the server has been seen to give, by what they are a list of: a cursor
 * carries a mark of its list, which nobody but the server knows.
 */
const SEEN = new Map<string, string>();

export function see(list: string, place: string, cursor: string): void {
  SEEN.set(cursor, `${list}|${place}`);
}

/** Stands for any cursor of a place. */
export function cursorOf(place: string): string {
  return Buffer.from(`${".".repeat(8)}.${place}`).toString("base64url");
}

/** The place that any cursor names. */
export function placeIn(cursor: string): string | null {
  const text = Buffer.from(cursor, "base64url").toString();
  const isOne =
    /^.{8}\.[\d.]+(amv-\w+)?$/.test(text) && Buffer.from(text).toString("base64url") === cursor;
  return isOne ? text.slice(9) : null;
}

export function listAt(rows: readonly object[], { after, before }: Places, page: Page): Listed {
  const at = (place: string | undefined) => (place === undefined ? undefined : Number(place));
  const from = at(after) === undefined ? 0 : Number(after) + 1;
  return cut(rows, from, at(before), page, (_, position) => String(position));
}

/** A version's place is its age, so that versions that come and go move no place. */
export function versionListAt(
  all: readonly object[],
  state: unknown,
  model: string,
  page: Page,
): Listed {
  const { after, before } = placesOf(page, `versions ${model}`);
  const rows = state == null ? all : all.filter((row) => Reflect.get(row, "state") === state);
  const order = new Map(all.map((row, index) => [agePlace(row), index]));
  const count = (place: string | undefined, more: number) => {
    if (place === undefined) return undefined;
    const end = (order.get(place) ?? 0) + more;
    return all.slice(0, end).filter((row) => rows.includes(row)).length;
  };
  return cut(rows, count(after, 1) ?? 0, count(before, 0), page, agePlace);
}

export function agePlace(version: object): string {
  const created: unknown = Reflect.get(version, "createdAt");
  const age = created instanceof Date ? created.getTime() : "";
  return `${age}.${Reflect.get(version, "numericId")}.${Reflect.get(version, "id")}`;
}

/** The places that a page's cursors name. @throws where one is none of the list's. */
export function placesOf(page: Page, list: string): Places {
  const cursor = z
    .string()
    .refine(
      (text) => SEEN.get(text)?.startsWith(`${list}|`),
      allows("a cursor that this list gave, with the same filter and order", ""),
    )
    .transform((text) => SEEN.get(text)?.split("|")[1] ?? "");
  return checked(z.object({ after: maybe(cursor), before: maybe(cursor) }), page, "");
}

/** As the Relay connection specification cuts it. */
function cut(
  rows: readonly object[],
  from: number,
  before: number | undefined,
  { first, last }: Page,
  placeOf: (row: object, position: number) => string,
): Listed {
  const end = before ?? rows.length;
  const start = last === undefined ? from : Math.max(from, end - last);
  const stop = last === undefined ? Math.min(from + (first ?? 20), end) : Math.max(start, end);
  const nodes = rows.slice(start, Math.max(start, stop));
  const edges = nodes.map((node, index) => ({
    node,
    cursor: cursorOf(placeOf(node, start + index)),
  }));
  return {
    edges,
    nodes,
    totalCount: rows.length,
    pageInfo: {
      hasNextPage: Math.max(start, stop) < rows.length,
      hasPreviousPage: Math.min(start, rows.length) > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
