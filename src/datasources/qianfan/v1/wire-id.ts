import { isNumericId } from "../../../domain/index.ts";

/** An id as Qianfan takes it: a JSON string for the prefixed form, a JSON integer for the other. */
export function wireId(id: string): string | number | bigint {
  if (!isNumericId(id)) return id;
  const number = Number(id);
  return Number.isSafeInteger(number) ? number : BigInt(id);
}
