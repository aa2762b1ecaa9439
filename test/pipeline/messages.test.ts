import { buildSchema, executeSync, type GraphQLError, parse, validate } from "graphql";
import { describe, expect, it } from "vitest";
import { inChinese } from "../../src/pipeline/messages/index.ts";

const schema = buildSchema(`
  type Query { a(x: Int, y: I, z: String!): A, b: [B], u: U, text: String, one(o: One): Int }
  type A { id: ID!, n(x: Int): Int, f: Float, t: String }
  type B { id: ID!, n: String }
  union U = A | B
  input I { i: Int!, e: E, l: [Boolean], id: ID }
  input One @oneOf { a: Int, b: Int }
  enum E { ONE TWO }
  type Subscription { s: Int, t: Int }
`);

const INVALID = [
  "{ nothing }",
  "{ texd }",
  "{ u { n } }",
  "query A { text } { text }",
  "query A { text } query A { text }",
  "type X { a: Int }",
  "{ ...F } fragment F on String { x }",
  "{ ... on Int { x } }",
  '{ a(z: "", w: 1) { id } text @skip(iff: true) }',
  "{ text @nothing }",
  "query @skip(if: true) { text }",
  "{ ...F }",
  "query ($a: Nothing) { text }",
  "{ ...F } fragment F on Query { ...F }",
  "{ ...F } fragment F on Query { ...G } fragment G on Query { ...F }",
  'query A { a(x: $x, z: "") { id } }',
  '{ a(x: $x, z: "") { id } }',
  "{ text } fragment F on Query { text }",
  "query ($x: Int) { text }",
  "query A ($x: Int) { text }",
  '{ a(z: "") { n(x: 1) n(x: 2) } }',
  '{ x: text x: a(z: "") { id } }',
  "{ u { ... on A { x: n } ... on B { x: n } } }",
  '{ a(z: "") { ... on B { id } } }',
  '{ a(z: "") { ...F } } fragment F on B { id }',
  "{ a { id } text @skip }",
  "{ text { id } }",
  "{ b }",
  "subscription { s t }",
  "subscription A { s t }",
  "subscription { __typename }",
  "subscription A { __typename }",
  "{ a(z: 1, z: 2) { id } }",
  "{ text @skip(if: true) @skip(if: true) }",
  "{ ...F } fragment F on Query { text } fragment F on Query { text }",
  '{ a(y: { i: 1, i: 2 }, z: "") { id } }',
  'query ($x: Int, $x: Int) { a(x: $x, z: "") { id } }',
  "query ($x: A) { text }",
  "query ($x: String) { a(x: $x, z: $x) { id } }",
  "query ($x: Int) { one(o: { a: $x }) }",
  "{ one(o: {}) }",
  "{ one(o: { a: null }) }",
  '{ a(x: "1", y: { e: THREE, l: 1, id: 1.5, q: 1 }, z: null) { id } }',
  '{ a(x: 99999999999, y: { i: 1.5, e: "ONE" }, z: 1) { id } }',
];

const UNPARSED = [
  "{",
  "}",
  "{ a(",
  "{ a(x: ) }",
  "query ($x: Int = $y) { a }",
  "'",
  "{ a(x: 01) }",
  "{ a(x: 1.) }",
  '{ a(x: "',
  '{ a(x: "\\q") }',
  '{ a(x: "\\u{zz}") }',
  "{ a ? }",
  "fragment on on A { a }",
  '{ a(x: "\ud800") }',
];

const VARIABLES: readonly (readonly [string, object])[] = [
  ["$v: Int!", {}],
  ["$v: Int!", { v: null }],
  ["$v: Int", { v: "1" }],
  ["$v: Int", { v: 2 ** 40 }],
  ["$v: [Int!]", { v: [null] }],
  ["$v: I", { v: 1 }],
  ["$v: I", { v: { e: "THREE", l: [1], id: true, q: 1 } }],
  ["$v: I", { v: { i: 1, e: 1 } }],
  ["$v: One", { v: { a: 1, b: 2 } }],
  ["$v: One", { v: { a: null } }],
  ["$v: String", { v: 1 }],
  ["$v: Float", { v: "x" }],
];

function expectChinese(errors: readonly GraphQLError[]): void {
  expect(errors.length).toBeGreaterThan(0);
  for (const { message } of errors) {
    const { message: chinese, detail } = inChinese(message, "GRAPHQL_VALIDATION_FAILED");
    expect({ message, detail }).toEqual({ message, detail: undefined });
    const prose = chinese.replaceAll(/“[^”]*”|"[^"]*"|@\w+|\bFRAGMENT_SPREAD\b/g, "");
    expect(prose).toMatch(/\p{Script=Han}/u);
    expect(prose).not.toMatch(/\b(?:is|not|the|of|must|cannot|expected|found|type|field|value)\b/i);
  }
}

describe("what graphql says is known in Chinese", () => {
  it.each(INVALID)("of a document that is not valid: %s", (document) => {
    expectChinese(validate(schema, parse(document)));
  });

  it.each(UNPARSED)("of a text that is no document: %s", (text) => {
    try {
      parse(text);
    } catch (error) {
      return expectChinese([error as GraphQLError]);
    }
    throw new Error("It was parsed.");
  });

  it.each(VARIABLES)("of variables: %s %j", (definition, variableValues) => {
    const document = parse(`query (${definition}) { text }`);
    const { errors = [] } = executeSync({
      schema,
      document,
      variableValues: { ...variableValues },
    });
    expectChinese(errors);
  });
});

it("a message that is not known becomes the sentence of its code, with the original as detail", () => {
  expect(inChinese("Something new.", "GRAPHQL_VALIDATION_FAILED")).toEqual({
    message: "该文档不符合模式。",
    detail: "Something new.",
  });
  expect(inChinese("Something new.", null).detail).toBe("Something new.");
});
