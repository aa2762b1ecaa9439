import { buildSchema, isEnumType, parse } from "graphql";
import { describe, expect, it } from "vitest";
import { CompiledOperations, type CompiledOptions } from "../../src/execution/compiled.ts";
import { buildSchema as buildServedSchema } from "../../src/schema.ts";
import { startKit } from "../kit/index.ts";

const schema = buildSchema("type Query { a: Int b: Int } type Mutation { c: Int }");

function compiledOperations(options: Partial<CompiledOptions> = {}, now = () => 0) {
  const operations = new CompiledOperations(
    schema,
    { maxEntries: 10, maxDocumentLength: 100, minUses: 2, maxShare: 0.1, ...options },
    now,
  );
  return (text: string, name?: string) =>
    operations.find({ text, name, document: parse(text), hash: text });
}

describe("an operation", () => {
  it("is compiled when it comes for the second time, and then kept", () => {
    const find = compiledOperations();
    expect(find("{ a }")).toBeNull();
    const compiled = find("{ a }");
    expect(compiled).toMatchObject({ hash: "{ a }", run: expect.any(Function) });
    expect(find("{ a }")).toBe(compiled);
  });

  it("is one of its document's, told apart by its name", () => {
    const find = compiledOperations({ minUses: 1 });
    const document = "query A { a } query B { b }";
    expect(find(document, "A")).not.toBe(find(document, "B"));
  });

  it("that writes is never compiled, nor is a document beyond the limit", () => {
    const find = compiledOperations({ minUses: 1 });
    expect(find("mutation { c }")).toBeNull();
    expect(find(`{ a ${" ".repeat(100)} }`)).toBeNull();
  });

  it("is forgotten when too many others came since", () => {
    const find = compiledOperations({ maxEntries: 2 });
    for (const text of ["{ a }", "{ b }", "{ a b }"]) expect(find(text)).toBeNull();
    expect(find("{ a }")).toBeNull();
    expect(find("{ a }")).not.toBeNull();
  });
});

describe("compiling", () => {
  it("rests nine times as long as it took, whatever comes", () => {
    let time = 0;
    const find = compiledOperations({ minUses: 1 }, () => (time += 10));
    expect(find("{ a }")).not.toBeNull(); // looks at the clock at 10, 20 and 30: it rests until 120
    for (let n = 0; n < 8; n += 1) expect(find("{ b }")).toBeNull();
    expect(find("{ b }")).not.toBeNull();
  });
});

describe("a compiled query", () => {
  it("answers as graphql-js does, with errors at their places, in the caller's language", async () => {
    const document =
      "query ($ids: [ID!]!, $bad: ID!) { modelVersions(ids: $ids) { id version model { name } } model(id: $bad) { id } }";
    const variables = { ids: ["amv-8nzc3yh5pd1m", "?", "amv-none", "?"], bad: "!" };
    const answers = [];
    for (const EXECUTOR of ["graphql-js", "jit-at-once"]) {
      const { query } = await startKit({ settings: { EXECUTOR } });
      answers.push(await query(document, variables, { "accept-language": "zh" }));
    }
    expect(byPath(answers[0])).toEqual(byPath(answers[1]));
    expect(answers[0]?.errors).toHaveLength(3);
  });

  it("refuses variables as graphql-js does", async () => {
    const document = "query ($id: ID!) { model(id: $id) { id } }";
    const answers = [];
    for (const EXECUTOR of ["graphql-js", "jit-at-once"]) {
      const { query } = await startKit({ settings: { EXECUTOR } });
      for (const variables of [{}, { id: null }, { id: 1.5 }, { id: {} }, { id: ["a"] }]) {
        answers.push(await query(document, variables));
      }
    }
    expect(answers.slice(0, 5)).toEqual(answers.slice(5));
    expect(answers.every(({ errors }) => errors?.length)).toBe(true);
  });
});

// Errors of places that are resolved at the same time come in no particular order.
function byPath(
  answer: Awaited<ReturnType<Awaited<ReturnType<typeof startKit>>["query"]>> | undefined,
) {
  const errors = answer?.errors?.toSorted((a, b) =>
    JSON.stringify(a.path) < JSON.stringify(b.path) ? -1 : 1,
  );
  return { ...answer, errors };
}

describe("the schema", () => {
  it("has enum values that are their own names, as compiled queries answer them", () => {
    const enums = Object.values(buildServedSchema().getTypeMap()).filter(isEnumType);
    expect(enums.length).toBeGreaterThan(20);
    for (const type of enums) {
      for (const { name, value } of type.getValues()) expect(value).toBe(name);
    }
  });
});
