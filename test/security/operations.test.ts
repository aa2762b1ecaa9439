import { describe, expect, it } from "vitest";
import { startKit } from "../kit/index.ts";
import { expectRefused, limitExceeded, post, repeated } from "./refused.ts";

const CREATE = `createEvaluationTask(input: {
  name: "n", datasetId: "ds-1", versions: [], rule: { scoreModes: [] }
}) { userErrors { code } }`;

describe("a hostile operation", () => {
  it.each([
    [
      "S01 a query under 3,000 aliases",
      `{ ${repeated(3_000, (i) => `a${i}: model(id: 1) { name }`)} }`,
      { message: expect.stringContaining("Parsing aborted") },
    ],
    [
      "S01 a query under 101 aliases",
      `{ ${repeated(101, (i) => `a${i}: model(id: 1) { name }`)} }`,
      limitExceeded("MAX_ALIASES"),
    ],
    [
      "S01 a query under 400 aliases, which is short enough to be read",
      `{ ${repeated(390, (i) => `a${i}: __typename`)} }`,
      limitExceeded("MAX_ALIASES"),
    ],
    [
      "S02 createEvaluationTask under 1,000 aliases",
      `mutation { ${repeated(1_000, (i) => `a${i}: ${CREATE}`)} }`,
      { message: expect.stringContaining("Parsing aborted") },
    ],
    [
      "S02 createEvaluationTask under 30 aliases",
      `mutation { ${repeated(30, (i) => `a${i}: ${CREATE}`)} }`,
      limitExceeded("MAX_ROOT_FIELDS"),
    ],
    [
      "S03 a document of 100,000 characters",
      `{ ${"__typename ".repeat(9_100)} }`,
      { message: expect.stringContaining("Source contains more than 50000") },
    ],
    [
      "S03 a document of 100,000 characters, nearly all of them a comment",
      `{ __typename } #${"x".repeat(100_000)}`,
      { message: expect.stringContaining("Source contains more than 50000") },
    ],
    [
      "S06 a fragment within itself",
      "{ model(id: 1) { ...F } } fragment F on Model { latestVersion { model { ...F } } }",
      { message: expect.stringContaining("Cannot spread fragment") },
    ],
    [
      "S06 fragments in a circle",
      "{ model(id: 1) { ...A } } fragment A on Model { ...B } fragment B on Model { ...A }",
      { message: expect.stringContaining("Cannot spread fragment") },
    ],
    [
      "S07 a bomb of fragments, each with two of the next",
      `{ model(id: 1) { ...F0 } } ${repeated(
        25,
        (i) => `fragment F${i} on Model { latestVersion { model { ...F${i + 1} ...F${i + 1} } } }`,
      )} fragment F25 on Model { name }`,
      limitExceeded("MAX_FIELDS"),
    ],
  ])("is refused before anything is sent: %s", async (_, document, error) => {
    const kit = await startKit();
    await expectRefused(kit, await kit.query(document), error);
  });

  it("is refused before anything is sent: S08 _entities with 10,000 representations", async () => {
    const kit = await startKit();
    const representations = Array.from({ length: 10_000 }, (_, i) => ({
      __typename: "Model",
      id: String(i + 1),
    }));
    const document =
      "query ($r: [_Any!]!) { _entities(representations: $r) { ... on Model { name } } }";
    const answer = await kit.query(document, { r: representations });
    await expectRefused(kit, answer, {
      message: expect.stringContaining("at most 1000 in one operation"),
      extensions: { code: "BAD_USER_INPUT" },
    });
  });

  it("is refused before anything is sent: S04 a body of 10 MB", async () => {
    const kit = await startKit();
    const body = JSON.stringify({ query: "{ __typename }", variables: { x: "x".repeat(1e7) } });
    const { status, answer } = await post(kit.url, body);
    expect(status).toBe(413);
    await expectRefused(kit, answer, { extensions: { code: "PAYLOAD_TOO_LARGE" } });
  });

  it.each([
    ["that are used", "query ($id: ID!) { model(id: $id) { name } }"],
    ["that nobody reads", "{ model(id: 1) { name } }"],
  ])("is refused before anything is sent: S05 variables 10,000 deep %s", async (_, query) => {
    const kit = await startKit();
    const deep = `${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`;
    const body = `{ "query": ${JSON.stringify(query)}, "variables": { "id": ${deep} } }`;
    const { status, answer } = await post(kit.url, body);
    expect(status).toBe(400);
    await expectRefused(kit, answer, limitExceeded("MAX_VARIABLES_DEPTH"));
  });
});

describe("what a request names", () => {
  it("S10 is never taken for a part of the program: __proto__, constructor, toString", async () => {
    const kit = await startKit();
    const body = `{
      "query": "query ($input: PublishModelInput!) { __typename }",
      "variables": { "__proto__": { "polluted": true }, "input": { "__proto__": { "polluted": true } } }
    }`;
    expect((await post(kit.url, body)).answer.errors?.[0]?.extensions.code).toBe(
      "GRAPHQL_VALIDATION_FAILED",
    );
    const input = `{ "modelName": "n", "trainJobId": "1", "trainTaskId": "1", "__proto__": { "step": 5 } }`;
    const publish = `{
      "query": "mutation ($input: PublishModelInput!) { publishModel(input: $input) { userErrors { code } } }",
      "variables": { "input": ${input} }
    }`;
    const { answer } = await post(kit.url, publish);
    await expectRefused(kit, answer, { extensions: { code: "BAD_USER_INPUT" } });
    for (const name of ["__proto__", "constructor", "toString"]) {
      const { errors } = await kit.query(`{ ${name} }`);
      expect(errors?.[0]?.message).toContain(`Cannot query field "${name}"`);
    }
    expect({}).not.toHaveProperty("polluted");
  });
});
