import { type IdKind, isId } from "../domain/ids.ts";
import { checkedId } from "../schema/input-checks.ts";

/** One read for each id, each failing by itself. */
export function eachById<Found>(
  kind: IdKind,
  ids: readonly string[],
  read: (id: string) => Promise<Found>,
): Promise<Found>[] {
  const refused = async (id: string, index: number) => read(checkedId(kind, id, `ids[${index}]`));
  return ids.map((id, index) => (isId(kind, id) ? read(id) : refused(id, index)));
}
