import type { IdPair } from "./ids.ts";

/** An id as a caller may write it: the number, its digits, or the prefixed text. */
export type AnyId = number | string;

/** Objects that are found by either of their ids, in order of arrival. */
export class Table<T> implements Iterable<T> {
  readonly #items = new Map<number, T>();
  readonly #numbers = new Map<string, number>();

  add({ numeric, text }: IdPair, item: T): T {
    if (this.#items.has(numeric) || this.#numbers.has(text)) {
      throw new Error(`The id ${numeric} or ${text} is taken`);
    }
    this.#items.set(numeric, item);
    this.#numbers.set(text, numeric);
    this.#numbers.set(String(numeric), numeric);
    return item;
  }

  get(id: AnyId): T | undefined {
    const numeric = this.#numbers.get(String(id));
    return numeric === undefined ? undefined : this.#items.get(numeric);
  }

  delete({ numeric, text }: IdPair): void {
    this.#items.delete(numeric);
    this.#numbers.delete(text);
    this.#numbers.delete(String(numeric));
  }

  [Symbol.iterator](): Iterator<T> {
    return this.#items.values();
  }
}
