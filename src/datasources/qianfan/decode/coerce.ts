import { z } from "zod";
import type { OrUnknown } from "../../../domain/index.ts";
import { isRecord } from "../../../util/is-record.ts";
import { parseJson } from "../../../util/json.ts";
import { unknownWord, unusable } from "./observe.ts";
import { type Faults, transform } from "./transform.ts";

/**
 * How a value is read. Whatever an object can live without becomes null when it is absent, null or of
 * another type: one odd field never costs its neighbours.
 */
export const read = {
  text: (value: unknown): string | null =>
    typeof value === "string" ? value : unusable("text", value),

  boolean: (value: unknown): boolean | null =>
    typeof value === "boolean" ? value : unusable("boolean", value),

  /** A number, also one written as a string. */
  number(value: unknown): number | null {
    const found = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
    return typeof found === "number" && Number.isFinite(found) ? found : unusable("number", value);
  },

  /** An integer of 32 bits, which is what GraphQL's Int has room for. */
  integer(value: unknown): number | null {
    const found = read.number(value);
    if (found === null) return null;
    return (found | 0) === found ? found : unusable("integer", value);
  },

  /** An integer id as its digits, whether it came as a JSON number or as a string. */
  digits(value: unknown): string | null {
    if (typeof value === "string" && /^-?[0-9]+$/.test(value)) return value;
    return Number.isSafeInteger(value) ? String(value) : unusable("digits", value);
  },

  /** A string id; the empty text some answers carry instead means there is none. */
  stringId: (value: unknown): string | null =>
    (typeof value === "string" && value) || unusable("text", value),

  /** An id of either form, in a field that may carry both. */
  anyId: (value: unknown): string | null =>
    Number.isSafeInteger(value) ? String(value) : read.stringId(value),

  /** Strings; null or another type is an empty list. */
  texts: (value: unknown): string[] => (isTexts(value) ? value : (unusable("texts", value) ?? [])),

  /**
   * RFC 3339, `YYYY-MM-DD hh:mm:ss` (taken as China's time, which all known answers carry) or a Unix
   * time. The zero time that stands for "never" and what cannot be read are null.
   */
  time(value: unknown): Date | null {
    if (typeof value !== "string" && typeof value !== "number") return unusable("time", value);
    const instant = typeof value === "number" ? unixTime(value) : textTime(value.trim());
    if (Number.isNaN(instant.getTime()) && !/^0000-/.test(String(value))) {
      return unusable("time", value);
    }
    return instant.getTime() > 0 ? instant : null;
  },

  /** An object, or one written as a JSON string: several fields are documented as the latter. */
  jsonObject(value: unknown): Members | null {
    return typeof value === "string" ? parseObject(value) : read.object(value);
  },

  object: (value: unknown): Members | null => (isRecord(value) ? value : unusable("object", value)),

  /** Objects; null or another type is an empty list. */
  objects: (value: unknown): readonly Members[] =>
    Array.isArray(value) && value.every(isRecord) ? value : (unusable("objects", value) ?? []),
};

export type Members = Readonly<Record<string, unknown>>;

/** The same as zod's building blocks: one function each, which is several times as quick as its own. */
export const text = transform(read.text);
export const number = transform(read.number);
export const integer = transform(read.integer);
export const digits = transform(read.digits);
export const stringId = transform(read.stringId);
export const anyId = transform(read.anyId);
export const texts = transform(read.texts);
export const time = transform(read.time);
export const jsonObject = transform(read.jsonObject);
export const object = transform(read.object);

type Read<Value> = (members: Members, faults: Faults) => Value;

/** An object read by a function; anything else is an error. */
export function objectRead<Value>(by: Read<Value>): z.ZodType<Value> {
  return transform((value, faults) => readObject(value, by, faults));
}

export function readObject<Value>(value: unknown, by: Read<Value>, faults: Faults): Value {
  if (isRecord(value)) return by(value, faults);
  faults.addIssue({ code: "invalid_type", expected: "object", input: value });
  return z.NEVER;
}

/**
 * A list of objects, each read by a function; null is an empty list. A member that cannot be read is an
 * error, and left out: what reads the list goes on with those that are records.
 */
export function readList<Value>(value: unknown, by: Read<Value>, faults: Faults): Value[] {
  if (value === null || value === undefined) return [];
  if (!Array.isArray(value)) {
    faults.addIssue({ code: "invalid_type", expected: "array", input: value });
    return [];
  }
  const list: Value[] = [];
  for (const [index, item] of value.entries()) {
    const place = within(index, faults);
    if (isRecord(item)) list.push(by(item, place));
    else place.addIssue({ code: "invalid_type", expected: "object", input: item });
  }
  return list;
}

/** What is wrong in a member, or with one of a list. */
export function within(place: string | number, faults: Faults): Faults {
  return {
    addIssue: (issue) => faults.addIssue({ ...issue, path: [place, ...(issue.path ?? [])] }),
  };
}

/** A list of objects; null is an empty list. A member that cannot be read is an error. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z
    .array(item)
    .nullish()
    .pipe(transform((value) => value ?? []));
}

/** Of an object nothing in which is essential: null when it is absent or no object. */
export function optional<Shape extends z.ZodType>(shape: Shape) {
  return shape
    .nullish()
    .catch(({ value }) => unusable("object", value))
    .pipe(transform((value) => value ?? null));
}

/** The words of a protocol for each value of an enum; null where it has none. */
export type Words<Value extends string> = Readonly<
  Record<Value, string | readonly string[] | null>
>;

const KNOWN_WORDS = new Set<string>();

/** Whether some enum has a word for a value: such a word says nothing of anyone's objects. */
export function isKnownWord(text: string): boolean {
  return KNOWN_WORDS.has(text);
}

/** How an enumerated text is read: `UNKNOWN` is one that Qianfan has added since. */
export function enumOf<Value extends string>(words: Words<Value>) {
  const values = new Map<string, Value>();
  for (const value in words) {
    for (const word of [words[value] ?? []].flat()) {
      values.set(word, value);
      KNOWN_WORDS.add(word);
    }
  }
  return (raw: string | null): OrUnknown<Value> | null =>
    raw === null || raw === "" ? null : (values.get(raw) ?? unknownWord(raw));
}

/** An object with the two forms of its id. At least one must be there, or the object could not be named. */
export function identified<Shape extends Readonly<Record<string, unknown>>>(
  schema: z.ZodType<Shape>,
  string: keyof Shape & string,
  number: keyof Shape & string,
): z.ZodType<Shape> {
  return schema.pipe(
    transform((value: Shape, faults) => {
      if (value[string] === null && value[number] === null) missing(number, faults);
      return value;
    }),
  );
}

export function missing(member: string, faults: Faults): void {
  faults.addIssue({ code: "custom", path: [member], message: "is missing" });
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function parseObject(json: string): Members | null {
  try {
    return read.object(parseJson(json));
  } catch {
    return unusable("JSON", json); // documented as JSON, but free text is no reason to lose the rest of the answer
  }
}

// 10^11 seconds is the year 5138: anything larger counts milliseconds.
function unixTime(value: number): Date {
  return new Date(value < 1e11 ? value * 1000 : value);
}

function textTime(value: string): Date {
  if (/^\d{4}-\d\d-\d\dT/.test(value)) return new Date(value);
  if (/^[0-9]+$/.test(value)) return unixTime(Number(value));
  if (/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(value)) {
    return new Date(`${value.replace(" ", "T")}+08:00`);
  }
  return new Date(Number.NaN);
}
