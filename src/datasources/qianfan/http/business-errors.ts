import type { BusinessErrorReason } from "../../../domain/index.ts";

/** An upstream refusal, as an operation's row in the table of operations declares it. */
export type BusinessErrors = Readonly<Record<string, BusinessErrorReason>>;

/**
 * Why an operation declines, when a code of its own says so: the code, or the code with the parameter
 * that its words end with. V2 has a general sentence before it.
 */
export function reasonFor(
  error: { readonly code: string | null; readonly message: string },
  refusals: BusinessErrors,
): BusinessErrorReason | undefined {
  const parameter = /param\[[^\]]*\] invalid(?=\.?\s*$)/.exec(error.message)?.[0];
  const names = [`${error.code}`, `${error.code} ${parameter ?? error.message}`];
  const name = names.find((name) => Object.hasOwn(refusals, name));
  return name === undefined ? undefined : refusals[name];
}
