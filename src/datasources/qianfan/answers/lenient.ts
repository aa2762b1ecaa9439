import { z } from "zod";

/**
 * Building blocks for answers. Whatever an object can live without becomes null when it is absent,
 * null or of another type: one odd field never costs its neighbours.
 */
export const text = z
  .string()
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);

/** A number, also one written as a string. */
export const number = z
  .union([z.number(), z.string().trim().min(1).transform(Number).pipe(z.number())])
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);

export const integer = number.transform((value) => (Number.isInteger(value) ? value : null));

/** An integer id as its digits, whether it came as a JSON number or as a string. */
export const digits = z
  .union([z.int().transform(String), z.string().regex(/^-?[0-9]+$/)])
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);

/** A string id; the empty text some answers carry instead means there is none. */
export const stringId = text.transform((value) => value || null);

/** An id of either form, in a field that may carry both. */
export const anyId = z
  .union([z.int().transform(String), z.string().min(1)])
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);

/** Strings; null or another type is an empty list. */
export const texts = z
  .array(z.string())
  .nullish()
  .catch(null)
  .transform((value) => value ?? []);

/** An object, or one written as a JSON string: several fields are documented as the latter. */
export const jsonObject = z
  .union([z.record(z.string(), z.unknown()), z.string().transform(parseObject)])
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);

/** A list of objects; null is an empty list. A member that cannot be read is an error. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z
    .array(item)
    .nullish()
    .transform((value) => value ?? []);
}

/** Of an object nothing in which is essential: null when it is absent or no object. */
export function optional<Shape extends z.ZodType>(shape: Shape) {
  return shape
    .nullish()
    .catch(null)
    .transform((value) => value ?? null);
}

/**
 * RFC 3339, `YYYY-MM-DD hh:mm:ss` (taken as China's time, which all known answers carry) or a Unix
 * time. The zero time that stands for "never" and what cannot be read are null.
 */
export const time = z
  .union([z.string(), z.number()])
  .nullish()
  .catch(null)
  .transform((value) => {
    if (value === null || value === undefined) return null;
    const instant = typeof value === "number" ? unixTime(value) : textTime(value.trim());
    return instant.getTime() > 0 ? instant : null;
  });

/** An enumerated text: the value of ours it stands for, and `UNKNOWN` for one added since. */
export function oneOf<Value extends string>(known: Readonly<Record<string, Value>>) {
  const values = new Map(Object.entries(known));
  return (raw: string | null): Value | "UNKNOWN" | null =>
    raw === null || raw === "" ? null : (values.get(raw) ?? "UNKNOWN");
}

/** The two forms of an object's id. At least one must be there, or the object could not be named. */
export function identity<Shape extends Record<string, unknown>>(
  string: keyof Shape & string,
  number: keyof Shape & string,
) {
  return (value: Shape, context: z.RefinementCtx) => {
    if (value[string] === null && value[number] === null) {
      context.addIssue({ code: "custom", path: [number], message: "is missing" });
    }
  };
}

function parseObject(json: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? { ...value }
      : null;
  } catch {
    return null; // documented as JSON, but free text is no reason to lose the rest of the answer
  }
}

// 10^11 seconds is the year 5138: anything larger counts milliseconds.
function unixTime(value: number): Date {
  return new Date(value < 1e11 ? value * 1000 : value);
}

function textTime(value: string): Date {
  if (/^[0-9]+$/.test(value)) return unixTime(Number(value));
  if (/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(value)) {
    return new Date(`${value.replace(" ", "T")}+08:00`);
  }
  return new Date(/^\d{4}-\d\d-\d\dT/.test(value) ? value : Number.NaN);
}
