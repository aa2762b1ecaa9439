import { readFileSync } from "node:fs";
import { composeSchemaContract, composeServices } from "@theguild/federation-composition";
import { Kind, parse, buildSchema as parseSchema, print, visit } from "graphql";
import { describe, expect, it } from "vitest";
import { COMPOSERS, services } from "../../scripts/composers.ts";
import { NEIGHBOUR_SDL } from "./neighbour.ts";

const QIANFAN = {
  name: "qianfan",
  sdl: readFileSync(new URL("../../schema.graphql", import.meta.url), "utf8"),
};

const NOT_SHARED = /non-shareable in subgraph "qianfan"|not declared "@shareable"/;

/** A subgraph with these types beside a query of its own. */
function other(types: string) {
  return {
    name: "other",
    sdl: `
      extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key", "@shareable", "@inaccessible", "@external", "@requires"])
      type Query { other: Boolean }
      ${types}`,
  };
}

/** As `docs/federation.md` says it is published in a graph that finds nodes itself. */
function withoutNodes({ name, sdl }: typeof QIANFAN) {
  const document = visit(parse(sdl), {
    // A connection's `nodes` has another type.
    FieldDefinition: ({ type }) =>
      print(type).replace(/[[\]]/g, "") === "Node" ? null : undefined,
  });
  return { name, sdl: print(document) };
}

/** The directives of each query in a supergraph. */
function directivesOfRoots(supergraph: string): Readonly<Record<string, readonly string[]>> {
  const query = parse(supergraph).definitions.find(
    (each) => each.kind === Kind.OBJECT_TYPE_DEFINITION && each.name.value === "Query",
  );
  if (query?.kind !== Kind.OBJECT_TYPE_DEFINITION) return {};
  return Object.fromEntries(
    (query.fields ?? []).map(({ name, directives = [] }) => [
      name.value,
      directives.map((directive) => directive.name.value),
    ]),
  );
}

describe.each(Object.entries(COMPOSERS))("composed by %s", (_, compose) => {
  it("makes a supergraph alone", () => {
    expect(compose([QIANFAN]).errors).toEqual([]);
  });

  it("makes a supergraph with a subgraph that names and extends its types, descriptions included", () => {
    const { supergraph, errors } = compose([QIANFAN, { name: "deployments", sdl: NEIGHBOUR_SDL }]);
    expect(errors).toEqual([]);
    expect(supergraph).toContain("One version of a model: what is deployed and evaluated.");
    expect(supergraph).toContain("The `am-` id, or the integer.");
  });

  it("@key: lets another subgraph refer to an entity without extending it (resolvable: false)", () => {
    const types = `
      type Review { task: EvaluationTask }
      type EvaluationTask @key(fields: "id", resolvable: false) { id: ID! }`;
    expect(compose([QIANFAN, other(types)]).errors).toEqual([]);
  });

  it("@key: is the id alone, so that nothing is named by what Qianfan may drop", () => {
    const types = `
      extend type Query { review: Review }
      type Review { model: Model }
      type Model @key(fields: "numericId", resolvable: false) { numericId: ID @shareable }`;
    expect(compose([QIANFAN, other(types)]).errors.join()).toContain("Model");
  });

  it("@shareable: shares the values that say nothing only this server knows", () => {
    const types = `
      type ScoreCount @shareable { score: Float! count: Int! }
      type NamedValue @shareable { name: String! value: String! }
      type UserError @shareable { code: UserErrorCode! message: String! field: [String!] }
      enum UserErrorCode { QUOTA_EXHAUSTED }`;
    expect(compose([QIANFAN, other(types)]).errors).toEqual([]);
  });

  it("@shareable: shares what never changes about an entity", () => {
    const types = `
      type ModelVersion @key(fields: "id") { id: ID! numericId: ID @shareable model: Model @shareable }
      type Model @key(fields: "id") { id: ID! numericId: ID @shareable }`;
    expect(compose([QIANFAN, other(types)]).errors).toEqual([]);
  });

  it("@shareable: shares nothing else, so that no second answer is silently preferred", () => {
    const metrics = "type RuleMetrics @shareable { accuracy: Float }";
    expect(compose([QIANFAN, other(metrics)]).errors.join()).toMatch(NOT_SHARED);
    const state = `type Model @key(fields: "id") { id: ID! description: String @shareable }`;
    expect(compose([QIANFAN, other(state)]).errors.join()).toMatch(NOT_SHARED);
  });

  it("node, nodes: are hidden, since no gateway knows whose id it has, beside another subgraph's too", () => {
    const types = `
      extend type Query { node(id: ID!): Node @shareable @inaccessible nodes(ids: [ID!]!): [Node]! @shareable @inaccessible }
      interface Node { id: ID! }
      type Deployment implements Node @key(fields: "id") { id: ID! region: String }`;
    for (const subgraphs of [[QIANFAN], [QIANFAN, other(types)]]) {
      const { supergraph, errors } = compose(subgraphs);
      expect(errors).toEqual([]);
      expect(directivesOfRoots(supergraph)).toMatchObject({
        node: expect.arrayContaining(["inaccessible"]),
        nodes: expect.arrayContaining(["inaccessible"]),
      });
    }
  });

  it("node, nodes: leave their place to a graph's own, when they are not published", () => {
    const types = `
      extend type Query { node(id: ID!): Node nodes(ids: [ID!]!): [Node]! }
      interface Node { id: ID! }
      type Model implements Node @key(fields: "id", resolvable: false) { id: ID! }
      type ModelVersion implements Node @key(fields: "id", resolvable: false) { id: ID! }
      type EvaluationTask implements Node @key(fields: "id", resolvable: false) { id: ID! }
      type EvaluationResultExport implements Node @key(fields: "id", resolvable: false) { id: ID! }`;
    const { supergraph, errors } = compose([withoutNodes(QIANFAN), other(types)]);
    expect(errors).toEqual([]);
    expect(directivesOfRoots(supergraph).node).not.toContain("inaccessible");
    expect(directivesOfRoots(supergraph).model).toBeDefined();
  });

  it("@inaccessible and @tag: reach the supergraph", () => {
    const { supergraph } = compose([QIANFAN]);
    expect(supergraph).toMatch(/enum CacheControlScope[^{]*@inaccessible/);
    expect(supergraph).toMatch(/type Mutation[^{]*@tag\(name: "write"\)/);
  });
});

describe("@tag", () => {
  it("lets a platform team make a contract for those who may only look", () => {
    const { publicSdl, errors } = composeSchemaContract(
      services([QIANFAN]),
      { include: new Set(), exclude: new Set(["write"]) },
      true,
    );
    expect(errors).toBeUndefined();
    const schema = parseSchema(publicSdl ?? "");
    expect(schema.getMutationType()).toBeUndefined();
    expect(schema.getType("PublishModelInput")).toBeUndefined();
    expect(schema.getQueryType()?.getFields().model).toBeDefined();
  });
});

describe("the public schema of the supergraph", () => {
  it("has nothing of federation's or of caching's", () => {
    const { publicSdl } = composeServices(services([QIANFAN]));
    expect(publicSdl).not.toMatch(/_entities|_service|CacheControl|@key|@tag/);
    expect(publicSdl).not.toMatch(/^\s+nodes?\(/m);
  });
});
