import { checkedId } from "../checks.ts";
import type { IdKind } from "../ids.ts";

/** One read for each id, each failing by itself. */
export function eachById<Found>(
  kind: IdKind,
  ids: readonly string[],
  read: (id: string) => Promise<Found>,
): Promise<Found>[] {
  return ids.map(async (id, index) => read(checkedId(kind, id, `ids[${index}]`)));
}
