import { type IdKind, isNumericId, notSupported } from "../../../domain/index.ts";

/** An object's id in its string form, where the pair is known; else as it was given. */
export type Canonical = (kind: IdKind, id: string) => string;

/** An id as V2 takes it. */
export type StringId = (kind: IdKind, id: string, argument?: string) => string;

/** @throws ServiceError `NOT_SUPPORTED` for an integer whose string is not known. */
export function stringIdsOf(canonical: Canonical, operation: string): StringId {
  return (kind, given, argument) => {
    const id = canonical(kind, given);
    if (!isNumericId(id)) return id;
    const reason = {
      en: `V2 has string ids only, and the one of ${id} is not known here`,
      zh: `V2 只有字符串 ID，而 ${id} 对应的字符串 ID 未知`,
    };
    throw notSupported({ operation, by: "v2", reason, argument });
  };
}
