import { readFileSync } from "node:fs";
import { buildSchema, isObjectType, validateSchema } from "graphql";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { getSchema } from "../../src/schema/index.ts";

const text = readFileSync("schema.api.graphql", "utf8");
const api = buildSchema(text);

it("the API's schema is read by tools that know no directive but GraphQL's own", () => {
  expect(validateSchema(api)).toEqual([]);
  expect(text).toMatch(/@deprecated\(|@specifiedBy\(/);
});

it("it has no name of federation's", () => {
  const names = [
    ...Object.keys(api.getTypeMap()).filter((name) => !name.startsWith("__")),
    ...Object.values(api.getTypeMap()).flatMap((type) =>
      isObjectType(type) && !type.name.startsWith("__") ? Object.keys(type.getFields()) : [],
    ),
  ];
  expect(names.filter((name) => /^_|^link__|^federation__|^CacheControl/.test(name))).toEqual([]);
  const directives = ["deprecated", "include", "oneOf", "skip", "specifiedBy"];
  expect(
    api
      .getDirectives()
      .map(({ name }) => name)
      .sort(),
  ).toEqual(directives);
});

it("it has everything else", () => {
  const types = Object.keys(getSchema().getTypeMap());
  const left = types.filter((name) => !/^_|^link__|^federation__|^CacheControlScope$/.test(name));
  expect(Object.keys(api.getTypeMap())).toEqual(expect.arrayContaining(left));
});

it("editors find it by .graphqlrc.yml, and the package exports it", () => {
  const { schema } = parse(readFileSync(".graphqlrc.yml", "utf8"));
  expect(schema).toBe("schema.api.graphql");
  const manifest = JSON.parse(readFileSync("package.json", "utf8"));
  expect(manifest.exports["./schema.api.graphql"]).toBe("./schema.api.graphql");
  expect(manifest.files).toContain("schema.api.graphql");
});
