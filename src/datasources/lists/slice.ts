/**
 * Which rows of a list are wanted.
 * - `rows`: those from the place `from` up to but not including `to`. The marker of the first, where an
 *   earlier page told it, saves reading what comes before.
 * - `tail`: the last `count` of all, but none before `from`.
 */
export type Wanted =
  | {
      readonly kind: "rows";
      readonly from: number;
      readonly to: number;
      readonly marker?: string | undefined;
    }
  | { readonly kind: "tail"; readonly from: number; readonly count: number };

/** A part of a list, and where it stands in the whole. */
export interface Slice<Row> {
  readonly rows: readonly Row[];
  /** The place of the first row, counted from 0. */
  readonly start: number;
  /** How many rows the whole list has; null when nobody tells. */
  readonly total: number | null;
  /** Whether the list goes on after these rows. */
  readonly more: boolean;
  /** The marker of what follows the last row, in a list that is read by markers. */
  readonly next?: string | null | undefined;
}

/** Of a list that does not exist. */
export const NOTHING: Slice<never> = { rows: [], start: 0, total: 0, more: false };

/** A part of a list that is all here. */
export function sliceOf<Row>(all: readonly Row[], wanted: Wanted): Slice<Row> {
  const { from, to } = placesOf(wanted, all.length);
  return {
    rows: all.slice(from, to),
    start: from,
    total: all.length,
    more: Math.max(from, to) < all.length,
  };
}

/** The places that are wanted of a list of a known length. */
export function placesOf(wanted: Wanted, total: number): { from: number; to: number } {
  if (wanted.kind === "rows") return { from: wanted.from, to: Math.max(wanted.from, wanted.to) };
  const from = Math.max(wanted.from, total - wanted.count);
  return { from, to: Math.max(from, total) };
}

export function mapRows<Row, Other>(slice: Slice<Row>, change: (row: Row) => Other): Slice<Other> {
  return { ...slice, rows: slice.rows.map(change) };
}
