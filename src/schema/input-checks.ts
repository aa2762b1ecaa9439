import { z } from "zod";
import { type Localized, ServiceError } from "../domain/errors.ts";
import { ID_EXAMPLE, ID_PREFIX, type IdKind, isId } from "../domain/ids.ts";
import { inputError, valueAt } from "../domain/input-problem.ts";

/** One fault of an input: where, what was given, what is allowed. */
export interface Problem {
  /** Where, such as `["input", "versions", 2, "modelVersionId"]`; a variable begins with `$`. */
  readonly path: readonly PropertyKey[];
  readonly given: string | Localized;
  /** In English; {@link allows} knows the Chinese. */
  readonly allowed: string;
}

// Unicode's controls, and the separators and marks that hide in a line or turn it round.
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u;
const UNPRINTABLE_BUT_BREAKS = /[^\P{Cc}\t\n\r]/u;
const MAX_SHOWN_LENGTH = 60;

// zod's messages are plain texts, so what a rule allows is found in Chinese by its English.
const CHINESE = new Map<string, string>();

/** What a rule allows, in both languages; rules carry the English. */
export function allows(en: string, zh: string): string {
  CHINESE.set(en, zh);
  return en;
}

/**
 * A value that keeps a schema's rules, or one error that tells all its faults at once.
 *
 * @throws ServiceError `BAD_USER_INPUT`; `extensions.problems` lists the faults.
 */
export function checked<Value>(rules: z.ZodType<Value>, value: unknown, argument: string): Value {
  const result = rules.safeParse(value);
  if (result.success) return result.data;
  throw badInput(
    result.error.issues.map((issue) => ({
      path: [...pathOf(argument), ...issue.path],
      given: shown(valueAt(value, issue.path)),
      allowed: issue.message,
    })),
  );
}

/** `ids[2]` as the parts of a path: `["ids", 2]`. */
function pathOf(argument: string): PropertyKey[] {
  const parts = argument.match(/[^.[\]]+/g) ?? [];
  return parts.map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

/** An id of a kind, checked before it goes anywhere. */
export function checkedId(kind: IdKind, value: unknown, argument = "id"): string {
  // Making the rules takes longer than most operations: they are for the id that breaks them.
  if (typeof value === "string" && isId(kind, value)) return value;
  return checked(id(kind), value, argument);
}

export function badInput(problems: readonly Problem[]): ServiceError {
  return inputError(
    problems.map(({ allowed, ...problem }) => ({
      ...problem,
      allowed: { en: allowed, zh: CHINESE.get(allowed) ?? allowed },
    })),
  );
}

export function id(kind: IdKind) {
  const [prefix, example] = [ID_PREFIX[kind], ID_EXAMPLE[kind]];
  const allowed = allows(
    `"${prefix}-" followed by 1 to 64 letters or digits (such as ${example}), or a positive integer`,
    `“${prefix}-”加 1 至 64 个字母或数字（如 ${example}），或正整数`,
  );
  return z.string(allowed).refine((text) => isId(kind, text), allowed);
}

/** One line of text. */
export function line(maxLength: number) {
  const allowed = allows(
    `1 to ${maxLength} characters, not only spaces, without control characters`,
    `1 至 ${maxLength} 个字符，不能全为空格，不含控制字符`,
  );
  return z
    .string(allowed)
    .refine(
      (text) => text.trim() !== "" && [...text].length <= maxLength && !UNPRINTABLE.test(text),
      allowed,
    );
}

/** Text that may have several lines, and may be empty. */
export function prose(maxLength: number) {
  const allowed = allows(
    `up to ${maxLength} characters, without control characters but line breaks and tabs`,
    `最多 ${maxLength} 个字符，除换行和制表符外不含控制字符`,
  );
  return z
    .string(allowed)
    .refine((text) => [...text].length <= maxLength && !UNPRINTABLE_BUT_BREAKS.test(text), allowed);
}

/** Text that may have several lines, but must say something. */
export function lines(maxLength: number) {
  const allowed = allows(
    `1 to ${maxLength} characters, not only spaces, without control characters but line breaks and tabs`,
    `1 至 ${maxLength} 个字符，不能全为空格，除换行和制表符外不含控制字符`,
  );
  return prose(maxLength).refine((text) => text.trim() !== "", allowed);
}

/** Text with a placeholder that must stand in it. */
export function template(maxLength: number, placeholder: string) {
  const allowed = allows(
    `up to ${maxLength} characters that contain ${placeholder}`,
    `最多 ${maxLength} 个字符，且须包含 ${placeholder}`,
  );
  return prose(maxLength).refine((text) => text.includes(placeholder), allowed);
}

export function wholeNumber(min: number, max: number) {
  const allowed = allows(`a whole number from ${min} to ${max}`, `${min} 至 ${max} 的整数`);
  return z.int(allowed).min(min, allowed).max(max, allowed);
}

/** An argument that may be left out; GraphQL's null means the same. */
export function maybe<Value extends z.ZodType>(rules: Value) {
  return rules.nullish().transform((value) => value ?? undefined);
}

/** At most so many of something, and at least one. */
export function some<Item extends z.ZodType>(item: Item, max: number) {
  const allowed = allows(`1 to ${max} entries`, `1 至 ${max} 项`);
  // No item is looked at where there are too many.
  return z.array(z.unknown(), allowed).min(1, allowed).max(max, allowed).pipe(z.array(item));
}

/** For a rule about several members: it is looked at also when one of them is at fault by itself. */
export const always = ({ value }: { value: unknown }) =>
  typeof value === "object" && value !== null;

function shown(value: unknown): string | Localized {
  if (value === undefined || value === null) return { en: "missing", zh: "空" };
  if (Array.isArray(value) && value.length > 0) return listOf(value.length);
  const json = JSON.stringify(value, (_, member) =>
    typeof member === "bigint" ? String(member) : member,
  );
  return cut(printable(json ?? String(value)));
}

/** What was given, where it is a list. */
export function listOf(count: number): Localized {
  return { en: `a list of ${count}`, zh: `含 ${count} 项的列表` };
}

/** What was given, as far as a message shows it. */
export function cut(given: string): string | Localized {
  if (given.length <= MAX_SHOWN_LENGTH) return given;
  const start = `${given.slice(0, MAX_SHOWN_LENGTH)}...`;
  return {
    en: `${start} (${given.length} characters)`,
    zh: `${start}（共 ${given.length} 个字符）`,
  };
}

function printable(text: string): string {
  return text.replace(
    new RegExp(UNPRINTABLE, "gu"),
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
