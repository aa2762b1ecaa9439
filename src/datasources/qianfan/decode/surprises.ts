import type { z } from "zod";
import { observed } from "./observe.ts";
import { TracedAnswer } from "./traced-answer.ts";

/**
 * How an answer differs from what its decoder knows.
 * - `unknown`: a member that nothing reads.
 * - `missing`: a member that is read, and is not there.
 * - `type`: a value that its reader cannot use.
 * - `word`: a word that its enum does not have.
 */
export const SURPRISE_KINDS = ["unknown", "missing", "type", "word"] as const;
export type SurpriseKind = (typeof SURPRISE_KINDS)[number];

/** One difference, in names and types. */
export interface Surprise {
  /** Below `result`, such as `evalUnits[].state`; empty for the result itself. */
  readonly member: string;
  readonly kind: SurpriseKind;
  /** The type of what came; null where nothing did. */
  readonly found: string | null;
  /** What the reader can use. */
  readonly wanted: string | null;
  /** An unknown word. It is a value: only a person who asks for it may see it. */
  readonly word: string | null;
}

/** What is no surprise in the answers of one operation. A name stands for every path that ends with it. */
export interface Expected {
  /** Members that some answers lack. */
  readonly absent?: readonly string[];
  /** Members that the decoder leaves out on purpose. */
  readonly unread?: readonly string[];
}

/** Reads an answer once more, and tells how it differs from what its decoder knows. */
export function surprisesIn(
  decoder: z.ZodType,
  answer: unknown,
  expected: Expected = {},
): Surprise[] {
  const found = new Map<string, Surprise>();
  const add = (member: string, kind: SurpriseKind, rest: Partial<Surprise>) => {
    const key = `${kind} ${member} ${rest.word ?? ""}`;
    const surprise = { member, kind, found: null, wanted: null, word: null, ...rest };
    if (!found.has(key)) found.set(key, surprise);
  };
  const traced = new TracedAnswer(answer);
  const observer = {
    unusable: (wanted: string, value: unknown) =>
      add(traced.pathOf(value), "type", { found: typeOf(value), wanted }),
    unknownWord: (word: string) => add(traced.pathOf(word), "word", { found: "text", word }),
  };
  const { error } = observed(observer, () => decoder.safeParse(traced.root));
  for (const issue of error?.issues ?? []) {
    const member = issuePath(issue.path);
    const wanted = issue.code === "invalid_type" ? issue.expected : null;
    if (issue.code === "custom") add(member, "missing", {});
    else add(member, "type", { found: typeOf(valueAt(answer, issue.path)), wanted });
  }
  for (const member of traced.absent) {
    if (!isExpected(member, expected.absent)) add(member, "missing", {});
  }
  for (const { path, value } of traced.unread()) {
    if (!isExpected(path, expected.unread)) add(path, "unknown", { found: typeOf(value) });
  }
  return [...found.values()];
}

function isExpected(member: string, list: readonly string[] = []): boolean {
  return list.some((name) => member === name || `.${member}`.endsWith(`.${name}`));
}

export function typeOf(value: unknown): string {
  if (value === null || value === undefined) return "null";
  if (Array.isArray(value)) return "list";
  if (typeof value === "string") return "text";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value;
}

function issuePath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[]`;
    const name = /^[A-Za-z_][A-Za-z0-9_]{0,47}$/.test(String(key)) ? String(key) : "*";
    return text === "" ? name : `${text}.${name}`;
  }, "");
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === "object" && at !== null ? Reflect.get(at, key) : undefined),
    value,
  );
}
