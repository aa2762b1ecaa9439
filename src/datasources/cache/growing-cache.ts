import { LRUCache } from "lru-cache";

/**
 * A cache that takes memory as it fills. With `max`, LRUCache takes the memory for all its entries when
 * it is made, 160 MB for ten million. Counting each entry as a size of one sets the same bound.
 */
export function growingCache<Value extends object | string>(
  maxEntries: number,
): LRUCache<string, Value> {
  return new LRUCache({ maxSize: maxEntries, sizeCalculation: () => 1 });
}
