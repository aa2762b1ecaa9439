import type { Localized } from "../../../../errors.ts";

/** A member of a request that V2 cannot take. */
export interface RequestProblem {
  readonly path: readonly (string | number)[];
  /**
   * - `unsupported`: V2 has no place for it, V1 has.
   * - `invalid`: V2 needs another value.
   */
  readonly is: "unsupported" | "invalid";
  readonly reason: Localized;
}

export function invalid(path: RequestProblem["path"], en: string, zh: string): RequestProblem {
  return { path, is: "invalid", reason: { en, zh } };
}
