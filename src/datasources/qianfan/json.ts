import { isInteger, parse, stringify } from "lossless-json";

// Only a run of 16 digits can lose any; without one, the engine's own parser is right and far quicker.
const LONG_INTEGER = /[0-9]{16}/;

/** JSON to a value. Integers beyond 2^53 come as their digits, so that none is lost. */
export function parseJson(text: string): unknown {
  return LONG_INTEGER.test(text) ? parse(text, null, { parseNumber }) : JSON.parse(text);
}

/** A value to JSON; a `bigint` is written as the integer it is. */
export function stringifyJson(value: unknown): string {
  return stringify(value) ?? "null";
}

function parseNumber(text: string): number | string {
  const value = Number(text);
  return isInteger(text) && !Number.isSafeInteger(value) ? text : value;
}
