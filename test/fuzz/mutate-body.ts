import { withJsonAt, without } from "../../src/emulator/faults/edit.ts";

export type Random = () => number;

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
export function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What may stand in place of a member, as JSON. */
const VALUES: readonly string[] = [
  "null",
  "true",
  "0",
  "-1",
  "1.5",
  "1e400",
  "9007199254740993",
  "123456789012345678901234567890",
  '""',
  '"x"',
  '"{"',
  '"\\ud800"',
  '"0001-01-01T00:00:00Z"',
  JSON.stringify("长".repeat(10_000)),
  "[]",
  "{}",
  "[null]",
  '[{},[],"x",1]',
  '{"then":1}',
  '{"then":{"then":{}}}',
  '{"toJSON":1,"toString":null,"valueOf":1,"constructor":{"prototype":{}}}',
  '{"__proto__":{"then":1}}',
  '{"length":-1,"0":"x"}',
  '{"id":1,"id":9007199254740993}',
  nested("[", "]", 90),
  nested('{"a":', "}", 60),
  nested("[", "]", 5000),
  nested('{"then":', "}", 5000),
  nested('[{"a":', "}]", 20_000),
];

function nested(open: string, close: string, levels: number): string {
  return `${open.repeat(levels)}9007199254740993${close.repeat(levels)}`;
}

/** One healthy body with one thing wrong; which one follows from the numbers. */
export function mutated(body: unknown, random: Random): string {
  const paths = pathsIn(body);
  const path = pick(paths, random);
  const kind = random();
  if (kind < 0.75) return withJsonAt(body, path, pick(VALUES, random)) ?? "";
  if (kind < 0.85) return without(body, path) ?? "";
  if (kind < 0.95) return withDuplicate(JSON.stringify(body), random);
  const text = JSON.stringify(body);
  return text.slice(0, Math.floor(random() * text.length));
}

/** The same member twice, the first time with something else. */
function withDuplicate(text: string, random: Random): string {
  const members = [...text.matchAll(/(?<=[{,])("[^"\\]+":)/g)];
  const { 0: name, index } = pick(members, random);
  return `${text.slice(0, index)}${name}${pick(VALUES, random)},${text.slice(index)}`;
}

function pathsIn(value: unknown, path = ""): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const here = path === "" ? name : `${path}.${name}`;
    return [here, ...pathsIn(inner, here)];
  });
}

function pick<Item>(items: readonly Item[], random: Random): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error("nothing to pick from");
  return item;
}
