import { describe, expect, it } from "vitest";
import { type Answer, startKit } from "../kit/index.ts";
import { expectRefused, limitExceeded, post, repeated } from "./refused.ts";

const PRODUCTION = { NODE_ENV: "production" };

describe("S18 what graphql-cop looks for is not here", () => {
  it("1 alias overloading: 101 aliases", async () => {
    const kit = await startKit();
    const answer = await kit.query(
      `query cop { ${repeated(101, (i) => `alias${i}: __typename`)} }`,
    );
    await expectRefused(kit, answer, limitExceeded("MAX_ALIASES"));
  });

  it("2 batches: an array of 10", async () => {
    const kit = await startKit();
    const batch = Array.from({ length: 10 }, () => ({ query: "query cop { __typename }" }));
    const { status, answer } = await post(kit.url, JSON.stringify(batch));
    expect(status).toBe(200);
    for (const each of Object.values(answer)) {
      await expectRefused(kit, each, { extensions: { code: "BAD_REQUEST" } });
    }
    expect(answer).toHaveLength(10);
  });

  it("3 directive overloading: 10 repeated directives, and 31", async () => {
    const kit = await startKit();
    const ten = await kit.query(`query cop { __typename ${"@aa".repeat(10)} }`);
    await expectRefused(kit, ten, { message: 'Unknown directive "@aa".' });
    expect(ten.errors).toHaveLength(6); // five, and that there are more
    const many = await kit.query(`query cop { __typename ${"@aa".repeat(31)} }`);
    await expectRefused(kit, many, limitExceeded("MAX_DIRECTIVES"));
  });

  it("4 field duplication: 500 times the same", async () => {
    const kit = await startKit();
    const answer = await kit.query(`query cop { ${"__typename \n".repeat(500)} }`);
    await expectRefused(kit, answer, limitExceeded("MAX_ALIASES"));
  });

  it("5 a circle through introspection, 5 levels deep", async () => {
    const kit = await startKit();
    const levels = (n: number): string =>
      n === 0 ? "name" : `fields { type { ${levels(n - 1)} } }`;
    const answer = await kit.query(`query cop { __schema { types { ${levels(5)} } } }`);
    await expectRefused(kit, answer, {
      extensions: { code: "GRAPHQL_VALIDATION_FAILED" },
      message: "Maximum introspection depth exceeded",
    });
  });

  it("6 introspection in production", async () => {
    const kit = await startKit({ settings: PRODUCTION });
    const answer = await kit.query("query cop { __schema { types { name } } }");
    expect(answer.data).toBeUndefined();
    expect(answer.errors?.[0]?.extensions.validationErrorCode).toBe("INTROSPECTION_DISABLED");
    const open = await startKit({ settings: { ...PRODUCTION, INTROSPECTION: "true" } });
    expect((await open.query("{ __schema { queryType { name } } }")).errors).toBeUndefined();
  });

  it("7 suggestions of fields, types, arguments and values in production", async () => {
    const kit = await startKit({ settings: PRODUCTION });
    const wrong = [
      "query cop { modle(id: 1) { name } }",
      "query cop { model(idd: 1) { name } }",
      "query cop { model(id: 1) { ... on Modell { name } } }",
      "query cop { model(id: 1) { versions(state: REDY) { id } } }",
    ];
    for (const document of wrong) {
      expect(JSON.stringify(await kit.query(document))).not.toMatch(/did you mean/i);
    }
    const { errors } = await kit.query(
      "query ($state: ModelVersionState) { model(id: 1) { versions(state: $state) { id } } }",
      { state: "REDY" },
    );
    expect(errors?.[0]?.message).toContain('Value "REDY" does not exist');
    expect(errors?.[0]?.message).not.toMatch(/did you mean/i);
    const helpful = await startKit();
    expect(JSON.stringify(await helpful.query(wrong[0] ?? ""))).toMatch(/did you mean/i);
  });

  it("S21 8 queries by GET that a foreign page could send", async () => {
    const kit = await startKit();
    const response = await fetch(`${kit.url}?query=${encodeURIComponent("query cop{__typename}")}`);
    expect(response.status).toBe(400);
    await expectRefused(kit, (await response.json()) as Answer, {
      message: expect.stringContaining("CSRF"),
    });
  });

  it("S21 9 mutations by GET", async () => {
    const kit = await startKit();
    const mutation = "mutation cop { stopEvaluationTask(id: 5909) { userErrors { code } } }";
    const response = await fetch(`${kit.url}?query=${encodeURIComponent(mutation)}`, {
      headers: { "apollo-require-preflight": "1" },
    });
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("POST");
    await expectRefused(kit, (await response.json()) as Answer, {
      extensions: { code: "BAD_REQUEST" },
    });
  });

  it("S21 10 form posts", async () => {
    const kit = await startKit();
    for (const type of ["application/x-www-form-urlencoded", "multipart/form-data", "text/plain"]) {
      const { status, answer } = await post(kit.url, "query=query+cop+{__typename}", {
        "content-type": type,
      });
      expect(status).toBe(400);
      await expectRefused(kit, answer, { message: expect.stringContaining("CSRF") });
    }
  });

  it("11 an IDE in production", async () => {
    const { url } = await startKit({ settings: PRODUCTION });
    for (const path of ["/", "/graphql", "/graphiql", "/playground", "/console"]) {
      const response = await fetch(new URL(path, url), { headers: { accept: "text/html" } });
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(response.headers.get("content-type")).toContain("json");
    }
  });

  it("12 tracing", async () => {
    const { query } = await startKit();
    const answer = await query("query cop { __typename }", {}, { "apollo-tracing": "1" });
    expect(answer).toEqual({ data: { __typename: "Query" } });
  });

  it("S20 13 stack traces and exceptions in errors", async () => {
    const { query } = await startKit();
    for (const document of ["qwerty cop { abc }", "{ model(id: 0) { name } }", "{ nothing }"]) {
      const text = JSON.stringify(await query(document));
      expect(text).toContain("errors");
      expect(text).not.toMatch(/stacktrace|exception|node_modules|\.[jt]s:\d/);
    }
  });
});
