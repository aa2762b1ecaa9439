import { describe, expect, it } from "vitest";
import { startKit } from "../kit/index.ts";

describe("an id that is not one", () => {
  it.each([
    ["empty", ""],
    ["only spaces", "  "],
    ["with a space before it", " am-4kq9trv2xw7b"],
    ["with a line break", "am-4kq9\r\ntrv2xw7b"],
    ["with a NUL", "am-4kq9\u0000trv2"],
    ["of 10 kB", `am-${"a".repeat(10_000)}`],
    ["a path", "../../etc/passwd"],
    ["of another kind", "amv-8nzc3yh5pd1m"],
    ["with letters that only look right", "am-4kq9trv2xw7\u0430"],
    ["negative", "-1"],
    ["zero", "0"],
    ["with a leading zero", "013410"],
    ["beyond 64 bits", "9223372036854775808"],
    ["a fraction", "1.5"],
    ["__proto__", "__proto__"],
  ])("is refused before anything is sent: %s", async (_, id) => {
    const { query, upstream } = await startKit();
    const { data, errors } = await query("query ($id: ID!) { model(id: $id) { name } }", { id });
    expect(data).toEqual({ model: null });
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.extensions).toMatchObject({
      code: "BAD_USER_INPUT",
      problems: [{ path: ["id"] }],
    });
    expect(errors?.[0]?.message.length).toBeLessThan(400);
    expect(upstream()).toEqual([]);
  });

  it("is refused by GraphQL itself when it is no ID at all", async () => {
    const { query, upstream } = await startKit();
    for (const id of [null, { a: 1 }, ["am-4kq9trv2xw7b"], 1.5, true]) {
      const { errors } = await query("query ($id: ID!) { model(id: $id) { name } }", { id });
      expect(errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
    }
    expect(upstream()).toEqual([]);
  });
});

describe("a request that is not GraphQL", () => {
  const post = (url: string, body: string, headers: Record<string, string> = {}) =>
    fetch(url, {
      method: "POST",
      body,
      headers: { "content-type": "application/json", ...headers },
    });

  it("is refused with the fitting status: no JSON, no query, a wrong query, another path", async () => {
    const { url } = await startKit();
    const statuses = await Promise.all([
      post(url, "{").then(({ status }) => status),
      post(url, "{}").then(({ status }) => status),
      post(url, JSON.stringify({ query: "{" })).then(({ status }) => status),
      post(url, JSON.stringify({ query: "{ nothing }" })).then(({ status }) => status),
      fetch(new URL("/elsewhere", url)).then(({ status }) => status),
    ]);
    expect(statuses).toEqual([400, 400, 400, 400, 404]);
  });

  it("S04 is cut at the limit of a body's size, declared or not", async () => {
    const { url, upstream } = await startKit({ settings: { MAX_BODY_BYTES: "1000" } });
    const large = JSON.stringify({ query: `{ __typename } #${"x".repeat(2000)}` });
    const declared = await post(url, large);
    expect(declared.status).toBe(413);
    expect(await declared.json()).toEqual({
      errors: [
        {
          message: "The request's body is larger than 1000 bytes.",
          extensions: {
            code: "PAYLOAD_TOO_LARGE",
            retryable: false,
            requestId: expect.any(String),
          },
        },
      ],
    });
    const stream = new Blob([large]).stream();
    const streamed = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: stream,
      duplex: "half",
    } as RequestInit);
    expect(streamed.status).toBe(413);
    expect(upstream()).toEqual([]);
  });

  it("S21 may not be a mutation by GET, nor a form post, which a foreign page could send", async () => {
    const { url, upstream } = await startKit();
    const mutation = new URL(url);
    mutation.searchParams.set(
      "query",
      `mutation { stopEvaluationTask(id: "1") { userErrors { code } } }`,
    );
    const byGet = await fetch(mutation, { headers: { "apollo-require-preflight": "1" } });
    expect(byGet.status).toBe(405);
    const form = await post(url, "query={__typename}", {
      "content-type": "application/x-www-form-urlencoded",
    });
    expect(form.status).toBe(400);
    expect(upstream()).toEqual([]);
  });
});
