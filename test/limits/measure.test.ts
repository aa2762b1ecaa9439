import { parse } from "graphql";
import { describe, expect, it } from "vitest";
import { CostEstimate, type Variables } from "../../src/limits/cost.ts";
import { measure } from "../../src/limits/document-size.ts";
import { depthOf } from "../../src/limits/variables.ts";
import { getSchema } from "../../src/schema/index.ts";

const schema = getSchema();

function cost(
  text: string,
  variables: Variables = {},
  estimate = new CostEstimate(schema),
): number {
  const document = parse(text);
  const [operation] = document.definitions;
  if (operation?.kind !== "OperationDefinition") throw new Error("the operation comes first");
  return estimate.of(document, operation, variables);
}

describe("a document's size", () => {
  it("is that of its largest operation", () => {
    const text = `
      query A { a: model(id: 1) { name @skip(if: false) ...F } __typename }
      query B { __typename }
      fragment F on Model { latestVersion { b: version id } }`;
    expect(measure(parse(text))).toEqual({
      MAX_FIELDS: 7,
      MAX_DEPTH: 3,
      MAX_ALIASES: 2,
      MAX_ROOT_FIELDS: 2,
      MAX_DIRECTIVES: 1,
    });
  });

  it("takes no longer for a bomb of fragments than for its text", () => {
    const bomb = Array.from(
      { length: 60 },
      (_, i) => `fragment F${i} on Model { latestVersion { model { ...F${i + 1} ...F${i + 1} } } }`,
    );
    const text = `{ model(id: 1) { ...F0 } } ${bomb.join(" ")} fragment F60 on Model { name }`;
    expect(measure(parse(text)).MAX_FIELDS).toBeGreaterThan(2 ** 60);
  });

  it("does not count the depth of introspection, which graphql limits, and minds no circles", () => {
    expect(
      measure(parse("{ __schema { types { fields { type { ofType { name } } } } } }")),
    ).toMatchObject({ MAX_DEPTH: 1, MAX_FIELDS: 6 });
    expect(measure(parse("{ ...A } fragment A on Query { ...A }")).MAX_FIELDS).toBeLessThan(10);
  });
});

describe("an operation's cost", () => {
  it.each([
    ["nothing for what the server knows", "{ __typename _service { sdl } }", 0],
    [
      "one call for a model with its versions",
      "{ model(id: 1) { name versions { version } latestVersion { id } } }",
      1,
    ],
    ["one for each id", `{ modelVersions(ids: [1, 2, 3]) { version } }`, 3],
    ["one for an id that is no list", `{ modelVersions(ids: 1) { version } }`, 1],
    ["one for each object by its global id", `{ nodes(ids: ["am-1", "amv-1"]) { id } }`, 2],
    [
      "what a fragment asks of a node",
      `{ node(id: "ame-1") { ... on EvaluationTask { report { rule { accuracy } } } } }`,
      2,
    ],
    ["one more for a report", `{ evaluationTask(id: 1) { name report { rule { accuracy } } } }`, 2],
    [
      "one for each version's parameters, ten being expected",
      "{ model(id: 1) { versions { parameters { input } } } }",
      11,
    ],
    [
      "as many as `first` says",
      "{ model(id: 1) { versions(first: 3) { parameters { input } } } }",
      4,
    ],
    [
      "units' versions and their models",
      "{ evaluationTask(id: 1) { units { modelVersion { framework model { name } } } } }",
      21,
    ],
    [
      "nothing more for what is known by its key",
      "{ evaluationTask(id: 1) { units { modelVersion { id } } } }",
      1,
    ],
    [
      "nothing for references by their keys alone",
      `{ _entities(representations: [{}, {}]) { ... on Model { __typename id } } }`,
      0,
    ],
    [
      "a page and a call for each model of it",
      "{ models(first: 30) { nodes { description } } }",
      31,
    ],
    ["a page, twenty being expected", "{ models { edges { node { description } } } }", 21],
    [
      "nothing more for versions by the page, which come with their model",
      "{ model(id: 1) { versionConnection(first: 50) { nodes { version } } } }",
      1,
    ],
    ["two pages for results", "{ evaluationTask(id: 1) { results { nodes { prompt } } } }", 3],
    [
      "a look at each of what is deleted",
      "mutation { deleteModels(ids: [1, 2]) { deletions { model { name } } } }",
      2,
    ],
    ["the sum of aliases", "{ a: model(id: 1) { name } b: model(id: 1) { name } }", 2],
    [
      "a mutation and what it answers with",
      "mutation { stopEvaluationTask(id: 1) { evaluationTask { name report { rule { accuracy } } } } }",
      3,
    ],
    [
      "representations",
      `{ _entities(representations: [{}, {}]) { ... on ModelVersion { parameters { input } } } }`,
      4,
    ],
  ])("is %s", (_, text, expected) => {
    expect(cost(text)).toBe(expected);
  });

  it("reads variables and their defaults", () => {
    const text = "query ($ids: [ID!]! = [1, 2]) { evaluationTasks(ids: $ids) { name } }";
    expect(cost(text)).toBe(2);
    expect(cost(text, { ids: ["1", "2", "3"] })).toBe(3);
    const first =
      "query ($n: Int) { model(id: 1) { versions(first: $n) { parameters { input } } } }";
    expect(cost(first, { n: 50 })).toBe(51);
    expect(cost(first, { n: -1 })).toBe(11);
  });

  it("is worked out anew for the same document only where it hangs on variables", () => {
    const estimate = new CostEstimate(schema);
    const document = parse("query ($ids: [ID!]!) { evaluationTasks(ids: $ids) { name } }");
    const [operation] = document.definitions;
    if (operation?.kind !== "OperationDefinition") throw new Error("it is one");
    const of = (ids: string[]) => estimate.of(document, operation, { ids });
    expect([of(["1"]), of(["1", "2"]), of([])]).toEqual([1, 2, 0]);
  });
});

describe("the depth of variables", () => {
  it("is looked at no further than it matters", () => {
    expect(depthOf({}, 20)).toBe(0);
    expect(depthOf({ id: "1" }, 20)).toBe(1);
    expect(depthOf({ input: { versions: [{ id: "1" }] } }, 20)).toBe(4);
    const deep = JSON.parse(`${"[".repeat(100_000)}${"]".repeat(100_000)}`);
    expect(depthOf(deep, 20)).toBe(21);
  });
});
