import { isInteger, parse, stringify } from "lossless-json";

// Only an integer of 16 digits or more can lose any. In a text it does no harm: the slower parser is right too.
const LONG_INTEGER = /[:,[\s]-?\d{16}/;

/** JSON to a value. Integers beyond 2^53 come as their digits, so that none is lost. */
export function parseJson(json: Buffer): unknown {
  const text = json.toString();
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
