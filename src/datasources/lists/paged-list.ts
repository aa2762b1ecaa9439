import { type Localized, type Page, type PageRequest, ServiceError } from "../../domain/index.ts";
import { cover } from "./cover.ts";
import { placesOf, type Slice, sliceOf, type Wanted } from "./slice.ts";

export interface PagedListOptions<Row> {
  /** The operation, for messages. */
  readonly name: string;
  /** One page; null when what the list is about does not exist. */
  readonly page: (request: PageRequest) => Promise<Page<Row> | null>;
  readonly largestPage: number;
}

/** A list of Qianfan's, of which any part can be asked for at the cost of the fewest pages. */
export class PagedList<Row> {
  constructor(private readonly options: PagedListOptions<Row>) {}

  async slice(wanted: Wanted): Promise<Slice<Row> | null> {
    if (wanted.kind === "tail") return this.#tail(wanted);
    const { from, to, marker } = wanted;
    return marker !== undefined && to > from
      ? this.#fromMarker(from, to, marker)
      : this.#rows(from, to);
  }

  async #rows(from: number, to: number): Promise<Slice<Row> | null> {
    if (to <= from) return this.#nothing(from);
    const held = await this.#held(cover(from, to, this.options.largestPage));
    if (!held) return null;
    const { rows, start, total, next } = held;
    const end = start + rows.length;
    return {
      rows: rows.slice(from - start, to - start),
      start: from,
      total,
      more: next === undefined ? await this.#goesOn(to, total, end) : next !== null || end > to,
      next: end === to ? next : undefined,
    };
  }

  /** Of a list that is read by markers: from where an earlier page ended. */
  async #fromMarker(from: number, to: number, marker: string): Promise<Slice<Row> | null> {
    const pageSize = to - from;
    const page = await this.options.page({
      pageNo: 1,
      pageSize,
      start: { marker, position: from },
    });
    if (!page) return null;
    const { rows, total, next } = page;
    return { rows, start: from, total, more: (next ?? null) !== null, next };
  }

  /** All of a list that is read by markers: nothing else says where it ends. */
  async #toTheEnd(first: readonly Row[], next: string | null): Promise<readonly Row[]> {
    if (next === null) return first;
    const start = { marker: next, position: first.length };
    const page = await this.options.page({ pageNo: 1, pageSize: this.options.largestPage, start });
    if (!page || page.rows.length === 0) return first;
    return this.#toTheEnd([...first, ...page.rows], page.next ?? null);
  }

  /** No rows at all, but how many there are. */
  async #nothing(from: number): Promise<Slice<Row> | null> {
    const slice = await this.#rows(0, 1);
    return slice && { ...slice, rows: [], start: from, more: from < (slice.total ?? from + 1) };
  }

  /** The end of a list is where its first page says. */
  async #tail(wanted: Extract<Wanted, { kind: "tail" }>): Promise<Slice<Row> | null> {
    const first = await this.#held([{ pageNo: 1, pageSize: this.options.largestPage }]);
    if (!first) return null;
    const { total, rows, next } = first;
    if (next !== undefined) return sliceOf(await this.#toTheEnd(rows, next), wanted);
    if (total === null) {
      throw this.#unreadable({
        en: "it does not tell how long the whole list is",
        zh: "其中没有列表总数",
      });
    }
    if (total <= rows.length) return sliceOf(rows, wanted);
    const { from, to } = placesOf(wanted, total);
    return this.#rows(from, to);
  }

  /** Whether there is a row at a place; asked for when no answer so far tells. */
  async #goesOn(place: number, total: number | null, heldUpTo: number): Promise<boolean> {
    if (total !== null) return place < total;
    if (heldUpTo !== place) return heldUpTo > place;
    const next = await this.#held([{ pageNo: place + 1, pageSize: 1 }]);
    return next !== null && next.start + next.rows.length > place;
  }

  /** What some pages in a row hold, from which place on, and how long the whole list is. */
  async #held(requests: readonly PageRequest[]) {
    const pages = await Promise.all(requests.map((request) => this.#page(request)));
    const held = pages.filter((page) => page !== null);
    const [first] = held;
    const last = held.at(-1);
    if (!first || !last || held.length < pages.length) return null;
    const rows = held.flatMap((page) => page.rows);
    const asked = requests.reduce((sum, { pageSize }) => sum + pageSize, 0);
    if (held.some(isTooMuch)) {
      return { rows: first.rows, start: 0, total: first.rows.length, next: undefined };
    }
    const isEnd = rows.length < asked && (rows.length > 0 || first.start === 0);
    return {
      rows,
      start: first.start,
      total: last.total ?? (isEnd ? first.start + rows.length : null),
      next: last.next,
    };
  }

  async #page(request: PageRequest) {
    const { pageNo, pageSize } = request;
    const page = await this.options.page(request);
    if (!page) return null;
    const { rows, total, next } = page;
    const start = (pageNo - 1) * pageSize;
    // A page cut short would shift all pages after it, and rows would be lost without a word.
    if (total !== null && rows.length < Math.min(pageSize, total - start)) {
      throw this.#unreadable({
        en: `page ${pageNo} of ${pageSize} has ${rows.length} of ${total} entries; UPSTREAM_PAGE_SIZE may be too large`,
        zh: `每页 ${pageSize} 项的第 ${pageNo} 页只有 ${rows.length} 项，总数为 ${total}；UPSTREAM_PAGE_SIZE 可能过大`,
      });
    }
    return { rows, start, total, pageSize, next };
  }

  #unreadable(reason: Localized): ServiceError {
    return new ServiceError("QIANFAN_BAD_RESPONSE", { operation: this.options.name, reason });
  }
}

/**
 * Whether an answer has more than was asked for, or something after a page that was not full: such a
 * list knows no pages, and each answer is all of it.
 */
function isTooMuch(
  { rows, pageSize }: { readonly rows: readonly unknown[]; readonly pageSize: number },
  index: number,
  pages: readonly { readonly rows: readonly unknown[] }[],
): boolean {
  const before = pages[index - 1];
  const isAfterTheEnd = before !== undefined && before.rows.length < pageSize;
  return rows.length > pageSize || (isAfterTheEnd && rows.length > 0);
}
