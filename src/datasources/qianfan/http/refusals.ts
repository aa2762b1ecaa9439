import type { RefusalReason } from "../../../domain/index.ts";

/** An upstream refusal, as an operation's row in the table of operations declares it. */
export type Refusals = Readonly<Record<string, RefusalReason>>;

/** Why an operation declines, when a code of its own says so: the code, or the code with its words. */
export function reasonFor(
  error: { readonly code: string | null; readonly message: string },
  refusals: Refusals,
): RefusalReason | undefined {
  const names = [`${error.code}`, `${error.code} ${error.message}`];
  const name = names.find((name) => Object.hasOwn(refusals, name));
  return name === undefined ? undefined : refusals[name];
}
