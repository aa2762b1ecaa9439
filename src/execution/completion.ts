import type { DataSources } from "../datasources/index.ts";
import { asError } from "../datasources/reads/once.ts";
import { load, otherId, type Source } from "../resolvers/hydration.ts";
import type { Part } from "../types/hydration.ts";
import type { Loadable, Wish, Wishes } from "./wishes.ts";

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
  const wish = wishFor(source, wishes);
  if (!wish?.fields.some(({ name }) => source[name] === undefined)) return source;
  const told = withKnownIds(source, wish, sources);
  const lacking = wish.fields.filter(({ name }) => told[name] === undefined);
  if (lacking.length === 0) return told;
  beginBelow(told, wish, sources);
  return loaded(told, lacking, sources);
}

/** Of whatever can be in more than one type, each object says which it is. */
function wishFor(source: Source, wishes: Wishes): Wish | undefined {
  if (wishes.size > 1) return wishes.get(String(source.__typename));
  const [only] = wishes.values();
  return only;
}

// A pair of ids that has been seen before saves the call.
function withKnownIds(source: Source, { fields }: Wish, sources: DataSources): Source {
  const told: Record<string, unknown> = { ...source, __typename: source.__typename };
  for (const { name, part } of fields) {
    if (name !== "id" && name !== "numericId") continue;
    told[name] ??= otherId(name, part, source, sources);
  }
  return told;
}

// What is known below is completed at the same time, not when this object has been: loaders keep what they begin.
function beginBelow(source: Source, { below }: Wish, sources: DataSources): void {
  for (const [name, wishes] of below) {
    if (source[name] !== undefined) completed(source[name], wishes, sources);
  }
}

async function loaded(
  source: Source,
  lacking: readonly Loadable[],
  sources: DataSources,
): Promise<Source> {
  const parts = [...new Set(lacking.map(({ part }) => part))];
  const found = await Promise.all(parts.map((part) => load(part, sources, source).catch(asError)));
  const records = new Map<Part, object | null>(parts.map((part, n) => [part, found[n] ?? null]));
  const whole: Record<string, unknown> = { ...source };
  for (const { name, part } of lacking) whole[name] = member(records.get(part), name, source);
  return whole;
}

function member(record: object | null | undefined, name: string, source: Source): unknown {
  if (record instanceof Error) return record;
  const value: unknown = record && Reflect.get(record, name);
  // An object that has vanished keeps the one name it has.
  return value ?? (name === "id" ? source.numericId : null);
}

function isSource(found: unknown): found is Source {
  return typeof found === "object" && found !== null && !(found instanceof Error);
}
