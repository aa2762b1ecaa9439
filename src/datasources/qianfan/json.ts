import { stringify } from "lossless-json";
import type { Localized } from "../../errors.ts";
import { textOf } from "../../utf8.ts";
import { namesAt, scanJson } from "./json-scan.ts";

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
export function parseJson(json: Buffer): unknown {
  const { tooDeepAt, longIntegers } = scanJson(json, MAX_DEPTH);
  if (tooDeepAt !== null) {
    throw new TooDeepError(memberOf(namesAt(json, tooDeepAt)));
  }
  const value: unknown = JSON.parse(textOf([json]));
  return longIntegers.length === 0 ? value : JSON.parse(withQuotes(json, longIntegers));
}

/** The member that the first few names lead to; of lists in lists, the one that holds them. */
function memberOf(names: readonly string[]): string {
  const shown = names.slice(0, NAMES_SHOWN);
  return shown.slice(0, shown.findLastIndex((name) => !/^\d+$/.test(name)) + 1).join(".");
}

/** A value to JSON; a `bigint` is written as the integer it is. */
export function stringifyJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? "null";
  } catch {
    return stringify(value) ?? "null"; // The engine's own, which is quicker, refuses a `bigint`.
  }
}

/** The same JSON with integers as texts. */
function withQuotes(json: Buffer, integers: readonly { start: number; end: number }[]): string {
  const quote = Buffer.from('"');
  const parts: Buffer[] = [];
  let from = 0;
  for (const { start, end } of integers) {
    parts.push(json.subarray(from, start), quote, json.subarray(start, end), quote);
    from = end;
  }
  return textOf([...parts, json.subarray(from)]);
}
