import { isInteger, parse, stringify } from "lossless-json";

const LONG_INTEGER = 16;

/** JSON to a value. Integers beyond 2^53 come as their digits, so that none is lost. */
export function parseJson(text: string): unknown {
  return hasLongInteger(text) ? parse(text, null, { parseNumber }) : JSON.parse(text);
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

// Only a run of 16 digits can lose any; without one, the engine's own parser is right and far quicker.
// A regular expression looks at each character, which takes half as long as parsing; every long run
// covers a place that is a multiple of its length.
function hasLongInteger(text: string): boolean {
  for (let at = LONG_INTEGER - 1; at < text.length; at += LONG_INTEGER) {
    if (isDigit(text, at) && digitsAround(text, at) >= LONG_INTEGER) return true;
  }
  return false;
}

function digitsAround(text: string, at: number): number {
  let [start, end] = [at, at + 1];
  while (isDigit(text, start - 1)) start -= 1;
  while (isDigit(text, end)) end += 1;
  return end - start;
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57;
}
