import { type Localized, ServiceError } from "../../errors.ts";
import type { Page } from "../qianfan/answers/page.ts";
import type { PageRequest } from "../qianfan/list-requests.ts";
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
    return wanted.kind === "rows" ? this.#rows(wanted.from, wanted.to) : this.#tail(wanted);
  }

  async #rows(from: number, to: number): Promise<Slice<Row> | null> {
    if (to <= from) return this.#nothing(from);
    const requests = cover(from, to, this.options.largestPage);
    const pages = await Promise.all(requests.map((request) => this.#page(request)));
    const [first] = pages;
    const last = pages.at(-1);
    if (!first || !last || pages.includes(null)) return null;
    if (first.isWhole) return sliceOf(first.rows, { kind: "rows", from, to });
    const held = pages.flatMap((page) => page?.rows ?? []);
    const rows = held.slice(from - first.start, to - first.start);
    return {
      rows,
      start: from,
      total: last.total,
      more: await this.#goesOn(to, last.total, first.start + held.length),
    };
  }

  /** No rows at all, but how many there are. */
  async #nothing(from: number): Promise<Slice<Row> | null> {
    const slice = await this.#rows(0, 1);
    return slice && { ...slice, rows: [], start: from, more: from < (slice.total ?? from + 1) };
  }

  /** The end of a list is where its first page says. */
  async #tail(wanted: Extract<Wanted, { kind: "tail" }>): Promise<Slice<Row> | null> {
    const first = await this.#page({ pageNo: 1, pageSize: this.options.largestPage });
    if (!first) return null;
    const { total, rows } = first;
    if (total === null)
      throw this.#unreadable({
        en: "it does not tell how long the whole list is",
        zh: "其中没有列表总数",
      });
    if (total <= rows.length) return sliceOf(rows, wanted);
    const { from, to } = placesOf(wanted, total);
    return this.#rows(from, to);
  }

  /** Whether there is a row at a place; asked for when no answer so far tells. */
  async #goesOn(place: number, total: number | null, heldUpTo: number): Promise<boolean> {
    if (total !== null) return place < total;
    if (heldUpTo !== place) return heldUpTo > place;
    const next = await this.#page({ pageNo: place + 1, pageSize: 1 });
    return next !== null && next.rows.length > 0;
  }

  async #page(request: PageRequest) {
    const page = await this.options.page(request);
    if (!page) return null;
    const { rows } = page;
    const start = (request.pageNo - 1) * request.pageSize;
    // More than was asked for is a list that knows no pages: it is all here.
    if (rows.length > request.pageSize) {
      return { rows, start: 0, total: rows.length, isWhole: true } as const;
    }
    const isEnd = rows.length < request.pageSize && (rows.length > 0 || start === 0);
    const total = page.total ?? (isEnd ? start + rows.length : null);
    // A page cut short would shift all pages after it, and rows would be lost without a word.
    const expected = Math.min(request.pageSize, Math.max(0, (total ?? 0) - start));
    if (rows.length < expected) {
      const { pageNo, pageSize } = request;
      throw this.#unreadable({
        en: `page ${pageNo} of ${pageSize} has ${rows.length} of ${total} entries; UPSTREAM_PAGE_SIZE may be too large`,
        zh: `每页 ${pageSize} 项的第 ${pageNo} 页只有 ${rows.length} 项，总数为 ${total}；UPSTREAM_PAGE_SIZE 可能过大`,
      });
    }
    return { rows, start, total, isWhole: false } as const;
  }

  #unreadable(reason: Localized): ServiceError {
    return new ServiceError("QIANFAN_BAD_RESPONSE", { operation: this.options.name, reason });
  }
}
