import type { MarkerPage } from "../../domain/index.ts";

/**
 * Where a list goes on.
 * - a text: at the entry of this marker.
 * - `undefined`: at its first entry.
 * - `null`: nowhere, it has ended.
 */
export type Mark = string | null | undefined;

/** A list that is read by markers. */
export interface MarkedList<Row> {
  /** A page; null when the entry of the marker is gone. */
  page(marker: string | undefined): Promise<MarkerPage<Row> | null>;
  markerOf(row: Row): string;
}

/** A part of one list, or of several that are read as one. */
export interface MarkedSlice<Row> {
  /** Each with where every list goes on after it. */
  readonly rows: readonly { readonly row: Row; readonly after: readonly Mark[] }[];
  /** Whether one of the lists goes on after these rows. */
  readonly more: boolean;
}

/**
 * At most `count` rows of several lists, merged in an order; null when the entry of a marker is gone.
 * Of each list one page is read. Each row comes once, even of a list that is in another order.
 */
export async function mergedSlice<Row>(
  lists: readonly MarkedList<Row>[],
  marks: readonly Mark[],
  count: number,
  order: (a: Row, b: Row) => number,
): Promise<MarkedSlice<Row> | null> {
  const found = await Promise.all(lists.map((list, index) => readPage(list, marks[index])));
  const pages = found.filter((page) => page !== null);
  if (pages.length < found.length) return null;
  const rows: { row: Row; after: Mark[] }[] = [];
  // Where a list's next row is on its next page, that row may come before those of the others.
  while (rows.length < count && !pages.some(({ isReadUp }) => isReadUp)) {
    const heads = pages.flatMap((page) => (page.first ? [{ page, row: page.first }] : []));
    const [next] = heads.sort((a, b) => order(a.row, b.row));
    if (!next) break;
    next.page.advance();
    rows.push({ row: next.row, after: pages.map(({ mark }) => mark) });
  }
  return { rows, more: pages.some(({ mark }) => mark !== null) };
}

async function readPage<Row>(list: MarkedList<Row>, mark: Mark): Promise<PageLeft<Row> | null> {
  if (mark === null) return new PageLeft<Row>([], null, list.markerOf);
  const page = await list.page(mark);
  if (!page && mark !== undefined) return null;
  const { items = [], nextMarker = null } = page ?? {};
  // An empty page that goes on would be asked for again and again.
  return new PageLeft(items, items.length > 0 ? nextMarker : null, list.markerOf);
}

/** What is left of a page, and where its list goes on. */
class PageLeft<Row> {
  #taken = 0;

  constructor(
    private readonly rows: readonly Row[],
    private readonly next: string | null,
    private readonly markerOf: (row: Row) => string,
  ) {}

  get first(): Row | undefined {
    return this.rows[this.#taken];
  }

  get mark(): string | null {
    return this.first === undefined ? this.next : this.markerOf(this.first);
  }

  /** Whether its rows are taken, but not all of its list's. */
  get isReadUp(): boolean {
    return this.first === undefined && this.next !== null;
  }

  advance(): void {
    this.#taken += 1;
  }
}
