import { describe, expect, it } from "vitest";
import { changes, mayBreak } from "../../scripts/changes.ts";

const SDL = `
extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@inaccessible", "@key", "@shareable", "@tag"])
directive @cacheControl(maxAge: Int, inheritMaxAge: Boolean) on FIELD_DEFINITION | OBJECT
type Query { task(id: ID!): Task tasks(state: State): [Task!] }
type Task @key(fields: "id") @cacheControl(maxAge: 0) { id: ID! numericId: ID @shareable state: State isFinal: Boolean! }
type Score @shareable { score: Float! count: Int! }
input New { name: String! description: String }
enum State { DONE FAILED }
`;

/** What the check says of the schema with one piece of its text exchanged. */
async function changed(from: string, to: string): Promise<string[]> {
  expect(SDL).toContain(from);
  const all = await changes(SDL, SDL.replace(from, to));
  return all.map(({ criticality, message }) => `${criticality.level}: ${message}`);
}

describe("a change of the schema", () => {
  it.each([
    ["a field removed", "isFinal: Boolean!", ""],
    ["a field that may be null now", "isFinal: Boolean!", "isFinal: Boolean"],
    ["an argument of another type", "task(id: ID!)", "task(id: Int!)"],
    ["an argument demanded now", "tasks(state: State)", "tasks(state: State!)"],
    ["an argument added and demanded", "tasks(state", "tasks(first: Int! state"],
    ["an input's member demanded now", "description: String", "description: String!"],
    ["an enum's value removed", "DONE FAILED", "DONE"],
    ["a type removed", "type Score @shareable { score: Float! count: Int! }", ""],
    ["an entity without its key", ' @key(fields: "id")', ""],
    ["an entity with another key", ' @key(fields: "id")', ' @key(fields: "numericId")'],
    ["an entity that cannot be resolved", 'fields: "id")', 'fields: "id", resolvable: false)'],
    ["a value no longer shared", "type Score @shareable", "type Score"],
    ["a field no longer shared", "numericId: ID @shareable", "numericId: ID"],
    ["a field hidden from the whole graph", "state: State isF", "state: State @inaccessible isF"],
  ])("breaks: %s", async (_, from, to) => {
    expect((await changed(from, to)).some((line) => line.startsWith("BREAKING"))).toBe(true);
  });

  it.each([
    ["a field added", "isFinal: Boolean!", "isFinal: Boolean! name: String"],
    ["a field deprecated", "isFinal: Boolean!", 'isFinal: Boolean! @deprecated(reason: "Why.")'],
    ["an argument added", "tasks(state", "tasks(first: Int state"],
    ["an enum's value added", "DONE FAILED", "DONE FAILED STOPPED"],
    ["a second key", '@key(fields: "id")', '@key(fields: "id") @key(fields: "numericId")'],
    ["another cache hint", "maxAge: 0", "maxAge: 60"],
    ["no cache hint", " @cacheControl(maxAge: 0)", ""],
    ["a value shared now", "input New", "type Pair @shareable { name: String } input New"],
    ["a hidden field added", "isFinal:", "secret: String @inaccessible isFinal:"],
    ["a tag", "type Score", 'type Score @tag(name: "one")'],
  ])("does not break: %s", async (_, from, to) => {
    const lines = await changed(from, to);
    expect(lines).not.toEqual([]);
    expect(lines.filter((line) => line.startsWith("BREAKING"))).toEqual([]);
  });

  it("is named", async () => {
    expect(await changed("isFinal: Boolean!", "")).toMatchInlineSnapshot(`
      [
        "BREAKING: Field 'isFinal' was removed from object type 'Task'",
      ]
    `);
    expect(await changed(' @key(fields: "id")', "")).toMatchInlineSnapshot(`
      [
        "BREAKING: Directive 'key' was removed from object 'Task'",
      ]
    `);
  });
});

describe("a version that may break what another promised", () => {
  it.each([
    ["0.1.0", "0.1.1", false],
    ["0.1.0", "0.2.0", true],
    ["0.9.0", "1.0.0", true],
    ["1.2.0", "1.3.0", false],
    ["1.2.0", "2.0.0", true],
  ])("from %s to %s: %s", (earlier, later, may) => {
    expect(mayBreak(earlier, later)).toBe(may);
  });
});
