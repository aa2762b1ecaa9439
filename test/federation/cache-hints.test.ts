import { isObjectType } from "graphql";
import { describe, expect, it } from "vitest";
import { getSchema } from "../../src/schema/index.ts";
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

  it("lets a final object be kept with all its parts, for the caller alone", async () => {
    const { url } = await startKit();
    const query = encodeURIComponent(
      `{ evaluationTask(id: "5903") { isFinal standard { manual { dimensions { name } } } } }`,
    );
    const response = await fetch(`${url}?query=${query}`, {
      headers: { "apollo-require-preflight": "1" },
    });
    expect(await response.json()).toMatchObject({ data: { evaluationTask: { isFinal: true } } });
    expect(response.headers.get("cache-control")).toBe("max-age=3600, private");
  });
});
