import type { DataSources } from "../datasources/index.ts";
import { type IdKind, isNumericId, type Ref } from "../domain/index.ts";
import { allows, badInput } from "../schema/input-checks.ts";

const STRING_FORM = allows(
  "its string id: no answer of Qianfan's has it for this integer",
  "其字符串 ID：千帆的任何响应都未给出该整数对应的字符串 ID",
);

/** The string form of an object's id, the only one that V2 takes. */
export async function stringId(
  kind: IdKind,
  ref: Ref,
  { account, stringIds }: DataSources,
  argument: readonly string[],
): Promise<string> {
  const key = account.idMap.key(kind, ref);
  const id = isNumericId(key) ? await stringIds.find(kind, ref) : key;
  if (!isNumericId(id)) return id;
  throw badInput([{ path: argument, given: JSON.stringify(id), allowed: STRING_FORM }]);
}
