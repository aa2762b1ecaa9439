import { cacheControlFromInfo } from "@apollo/cache-control-types";
import { ApolloServer } from "@apollo/server";
import { isObjectType } from "graphql";
import { describe, expect, it } from "vitest";
import { getSchema } from "../../src/schema.ts";
import { startKit } from "../kit/index.ts";

describe("@cacheControl", () => {
  it("stands on every type that a query answers with, so that none forbids keeping by silence", () => {
    const schema = getSchema();
    const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
    const silent = Object.values(schema.getTypeMap())
      .filter(isObjectType)
      .filter((type) => !roots.includes(type) && !/^_|Payload$|^UserError$/.test(type.name))
      .filter(
        ({ astNode }) => !astNode?.directives?.some(({ name }) => name.value === "cacheControl"),
      )
      .map(({ name }) => name);
    expect(silent).toEqual([]);
  });

  it("lets nothing be kept that may change", async () => {
    const { url } = await startKit();
    const query = encodeURIComponent(
      `{ evaluationTask(id: "5908") { name standard { modesText } } }`,
    );
    const response = await fetch(`${url}?query=${query}`, {
      headers: { "apollo-require-preflight": "1" },
    });
    expect(await response.json()).toMatchObject({ data: { evaluationTask: {} } });
    expect(response.headers.get("cache-control")).toBe("no-store");
  });

  it("lets a resolver keep what it knows to be final, with all its parts, for the caller alone", async () => {
    const schema = getSchema();
    const field = schema.getQueryType()?.getFields().evaluationTask;
    if (!field) throw new Error("There is no Query.evaluationTask.");
    field.resolve = (_source, _args, _context, info) => {
      cacheControlFromInfo(info).setCacheHint({ maxAge: 600 });
      return {
        id: "ame-1",
        isFinal: true,
        standard: { manual: { dimensions: [{ name: "满意度" }] } },
      };
    };
    const server = new ApolloServer({ schema });
    const { http } = await server.executeOperation({
      query: `{ evaluationTask(id: "1") { isFinal standard { manual { dimensions { name } } } } }`,
    });
    await server.stop();
    expect(http.headers.get("cache-control")).toBe("max-age=600, private");
  });
});
