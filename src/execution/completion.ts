import type { DataSources } from "../datasources/index.ts";
import { asError } from "../datasources/reads/once.ts";
import { isRecord } from "../is-record.ts";
import { load, otherId, type Source } from "../resolvers/hydration.ts";
import type { Part } from "../types/hydration.ts";
import type { Wish, Wishes } from "./wishes.ts";

/**
 * What was found, with all that is wanted of it. To complete an object takes one step for all of its
 * fields, where graphql-js takes one for each: a compiled query then reads them as plain properties.
 * What could not be loaded is an error in its place, so that the rest is answered.
 */
export function completed(found: unknown, wishes: Wishes, sources: DataSources): unknown {
  if (found instanceof Promise) return found.then((value) => completed(value, wishes, sources));
  if (Array.isArray(found)) return eachCompleted(found, wishes, sources);
  return isSource(found) ? complete(found, wishes, sources) : found;
}

// A long list whose objects hold all that is wanted stays the list it is.
function eachCompleted(found: readonly unknown[], wishes: Wishes, sources: DataSources): unknown {
  let changed: unknown[] | null = null;
  for (const [index, item] of found.entries()) {
    const whole = completed(item, wishes, sources);
    if (whole === item) continue;
    changed ??= [...found];
    changed[index] = whole;
  }
  return changed ?? found;
}

function complete(source: Source, wishes: Wishes, sources: DataSources): Source | Promise<Source> {
  const wish = wishes instanceof Map ? wishes.get(String(source.__typename)) : wishes;
  if (!wish || holds(source, wish)) return source;
  const parts = partsLackingIn(source, wish, sources);
  const [first, ...others] = parts;
  if (first === undefined) return withKnownIds(source, wish, sources);
  beginBelow(source, wish, sources);
  if (others.length === 0) return withPart(first, source, wish, sources);
  return withParts(parts, source, wish, sources);
}

function holds(source: Source, { fields }: Wish): boolean {
  for (const { name } of fields) if (source[name] === undefined) return false;
  return true;
}

/** The answers that tell what is wanted and not known. */
function partsLackingIn(source: Source, { fields }: Wish, sources: DataSources): readonly Part[] {
  const parts: Part[] = [];
  for (const { name, part } of fields) {
    if (source[name] !== undefined || parts.includes(part)) continue;
    if (!isIdField(name) || otherId(name, part, source, sources) === undefined) parts.push(part);
  }
  return parts;
}

// What is known below is completed at the same time, not when this object has been: loaders keep what they begin.
function beginBelow(source: Source, { below }: Wish, sources: DataSources): void {
  for (const { field, wishes } of below) {
    if (source[field] !== undefined) completed(source[field], wishes, sources);
  }
}

/** An answer that tells what is wanted in the object's own words is the whole object; else what it lacked is added to it. */
async function withPart(
  part: Part,
  source: Source,
  wish: Wish,
  sources: DataSources,
): Promise<Source> {
  const record = await loaded(part, source, sources);
  if (isSource(record) && saysTheSame(source, record, wish)) return record;
  const whole = withKnownIds(source, wish, sources);
  fillIn(whole, part, record, wish);
  return whole;
}

async function withParts(
  parts: readonly Part[],
  source: Source,
  wish: Wish,
  sources: DataSources,
): Promise<Source> {
  const records = await Promise.all(parts.map((part) => loaded(part, source, sources)));
  const whole = withKnownIds(source, wish, sources);
  for (const [index, part] of parts.entries()) fillIn(whole, part, records[index] ?? null, wish);
  return whole;
}

async function loaded(part: Part, source: Source, sources: DataSources): Promise<object | null> {
  try {
    return await load(part, sources, source);
  } catch (error) {
    return asError(error);
  }
}

/** Whether a record is the same object, and nothing wanted is told otherwise by it. */
function saysTheSame(source: Source, record: Source, { fields }: Wish): boolean {
  for (const name of NAMES) if (!isAlike(source[name], record[name])) return false;
  for (const { name } of fields) if (!isAlike(source[name], record[name])) return false;
  return true;
}

// The answer about a part of an object does not name it, and cannot stand for it.
const NAMES = ["id", "numericId", "__typename"] as const;

/** Whether what is told is found too; of an object, all its members. */
function isAlike(told: unknown, found: unknown): boolean {
  if (told === undefined || told === found) return true;
  if (!isPlain(told) || !isPlain(found)) return false;
  for (const key in told) if (!isAlike(told[key], found[key])) return false;
  return true;
}

// A pair of ids that has been seen before saves the call.
function withKnownIds(source: Source, { fields }: Wish, sources: DataSources): Whole {
  // Its type may be told by what it inherits.
  const whole: Whole = Object.assign({ __typename: source.__typename }, source);
  for (const { name, part } of fields) {
    if (isIdField(name)) whole[name] ??= otherId(name, part, source, sources);
  }
  return whole;
}

function fillIn(whole: Whole, part: Part, record: object | null, { fields }: Wish): void {
  for (const { name, part: own } of fields) {
    if (own === part && whole[name] === undefined) whole[name] = member(record, name, whole);
  }
}

function member(record: object | null, name: string, { numericId }: Whole): unknown {
  if (record instanceof Error) return record;
  const value: unknown = record && Reflect.get(record, name);
  // An object that has vanished keeps the one name it has.
  return value ?? (name === "id" ? numericId : null);
}

function isIdField(name: string): name is "id" | "numericId" {
  return name === "id" || name === "numericId";
}

type Members = Readonly<Record<string, unknown>>;

/** An object that is being completed. */
interface Whole extends Record<string, unknown> {
  id?: string | undefined;
  numericId?: string | null | undefined;
}

function isSource(found: unknown): found is Source {
  return typeof found === "object" && found !== null && !(found instanceof Error);
}

function isPlain(value: unknown): value is Members {
  return isRecord(value) && !(value instanceof Date);
}
