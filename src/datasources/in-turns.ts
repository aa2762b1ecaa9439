import { setImmediate as nextTurn } from "node:timers/promises";

const ITEMS_PER_TURN = 500;

/** Does something with each of thousands of items, and lets others' work come between. */
export async function inTurns<Item>(
  items: readonly Item[],
  run: (item: Item) => void,
): Promise<void> {
  for (let at = 0; at < items.length; at += ITEMS_PER_TURN) {
    if (at > 0) await nextTurn();
    for (const item of items.slice(at, at + ITEMS_PER_TURN)) run(item);
  }
}
