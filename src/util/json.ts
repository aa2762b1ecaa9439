import { isInteger, parse, stringify } from "lossless-json";
import type { Localized } from "../domain/index.ts";

// Only an integer of 16 digits or more can lose any. In a text it does no harm: the slower parser is right too.
const LONG_INTEGER = /[:,[\s]-?\d{16}/;

// No answer seen has a fifth of this. Whatever walks a value later on may do so recursively.
const MAX_DEPTH = 100;
/** How much of the way to a member a message shows, as in `result.params.input`. */
const NAMES_SHOWN = 5;

/** JSON that nests deeper than any answer does. */
export class TooDeepError extends Error {
  override readonly name = "TooDeepError";
  readonly reason: Localized;

  constructor(member: string) {
    super(`${member} nests too deep`);
    this.reason = {
      en: `${member}: nests deeper than ${MAX_DEPTH} levels`,
      zh: `${member}：嵌套超过 ${MAX_DEPTH} 层`,
    };
  }
}

/**
 * JSON to a value. Integers beyond 2^53 come as their digits, so that none is lost; of two members with
 * one name the last one counts.
 *
 * @throws SyntaxError where it is no JSON, {@link TooDeepError} where it nests too deep.
 */
export function parseJson(text: string): unknown {
  // The engine's own parser does not call itself for each level, as the other one does.
  if (nestsTooDeep(text)) throw new TooDeepError(deepMember(JSON.parse(text)));
  return LONG_INTEGER.test(text)
    ? parse(text, null, { parseNumber, onDuplicateKey: ({ newValue }) => newValue })
    : JSON.parse(text);
}

/** A value to JSON; a `bigint` is written as the integer it is. */
export function stringifyJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? "null";
  } catch {
    return stringify(value) ?? "null"; // The engine's own, which is quicker, refuses a `bigint`.
  }
}

function parseNumber(text: string): number | string {
  const value = Number(text);
  return isInteger(text) && !Number.isSafeInteger(value) ? text : value;
}

const [QUOTE, BACKSLASH, LIST, LIST_END, OBJECT, OBJECT_END] = Buffer.from('"\\[]{}');

function nestsTooDeep(json: string): boolean {
  let depth = 0;
  let isInText = false;
  for (let at = 0; at < json.length; at += 1) {
    const code = json.charCodeAt(at);
    if (code === QUOTE) isInText = !isInText;
    else if (isInText) {
      if (code === BACKSLASH) at += 1;
    } else if (code === OBJECT || code === LIST) {
      depth += 1;
      if (depth > MAX_DEPTH) return true;
    } else if (code === OBJECT_END || code === LIST_END) depth -= 1;
  }
  return false;
}

/** The names of members that lead to where a value nests too deep. */
function deepMember(value: unknown): string {
  let level: { readonly value: unknown; readonly names: readonly string[] }[] = [
    { value, names: [] },
  ];
  for (let depth = 0; depth < MAX_DEPTH; depth += 1) {
    level = level.flatMap(({ value: holder, names }) =>
      Object.entries(Object(holder)).flatMap(([name, member]) =>
        typeof member === "object" && member !== null
          ? [{ value: member, names: names.length < NAMES_SHOWN ? [...names, name] : names }]
          : [],
      ),
    );
  }
  const names = level[0]?.names ?? [];
  return names.slice(0, names.findLastIndex((name) => !/^\d+$/.test(name)) + 1).join(".");
}
