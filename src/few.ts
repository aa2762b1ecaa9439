/** A set that mostly holds one item, which then costs no set. */
export class Few<Item extends object> {
  #items: Item | Set<Item> | null = null;

  get isEmpty(): boolean {
    return this.#items === null;
  }

  add(item: Item): void {
    const items = this.#items;
    if (items === null) this.#items = item;
    else if (items instanceof Set) items.add(item);
    else if (items !== item) this.#items = new Set([items, item]);
  }

  delete(item: Item): void {
    if (this.#items instanceof Set) {
      this.#items.delete(item);
      if (this.#items.size === 0) this.#items = null;
    } else if (this.#items === item) this.#items = null;
  }

  /** All that were in it; it is empty from now on. */
  takeAll(): readonly Item[] {
    const items = this.#items;
    this.#items = null;
    if (items === null) return [];
    return items instanceof Set ? [...items] : [items];
  }
}
