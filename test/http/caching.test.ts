import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type Answer, startKit } from "../kit/index.ts";

const LONG = "max-age=3600, private";

interface Asked {
  readonly query?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** Asks by GET, as a client does that wants its answers kept. */
function get(url: string, asked: Asked): Promise<Response> {
  const { query, variables = {}, extensions } = asked;
  const address = new URL(url);
  if (query !== undefined) address.searchParams.set("query", query);
  address.searchParams.set("variables", JSON.stringify(variables));
  if (extensions) address.searchParams.set("extensions", JSON.stringify(extensions));
  return fetch(address, { headers: { "apollo-require-preflight": "true" } });
}

async function policyOf(url: string, query: string): Promise<string | null> {
  return (await get(url, { query })).headers.get("cache-control");
}

describe("an answer by GET", () => {
  it.each([
    ["a version that is ready", `modelVersion(id: "amv-8nzc3yh5pd1m") { name state }`],
    ["a version that failed", `modelVersion(id: "amv-ig38iqbk6tu5") { state }`],
    ["versions that are all final", `modelVersions(ids: ["16022", "16088"]) { id state }`],
    ["a final version by its global id", `node(id: "amv-8nzc3yh5pd1m") { id }`],
    ["an evaluation that is done", `evaluationTask(id: "ame-5wz1kd8qh3vn") { name isFinal }`],
  ])("may be kept long, and only by who asked: %s", async (_, selection) => {
    const { url } = await startKit();
    expect(await policyOf(url, `{ ${selection} }`)).toBe(LONG);
  });

  it.each([
    [
      "a version's parameters",
      `modelVersion(id: "amv-8nzc3yh5pd1m") { version parameters { input } }`,
    ],
    [
      "the report of an evaluation that is done",
      `evaluationTask(id: "ame-5wz1kd8qh3vn") { report { rule { accuracy } } }`,
    ],
    [
      "a stopped evaluation's versions",
      `evaluationTask(id: "ame-s9m7btjxlfkl") { units { version message } }`,
    ],
  ])("may be kept as long as what it is part of: %s", async (_, selection) => {
    const { url } = await startKit();
    expect(await policyOf(url, `{ ${selection} }`)).toBe(LONG);
  });

  it.each([
    ["a model", `model(id: "am-4kq9trv2xw7b") { name }`],
    ["a model by its global id", `node(id: "am-4kq9trv2xw7b") { id }`],
    ["a version being made", `modelVersion(id: "amv-cjfmlep8tf98") { state }`],
    ["nothing", `modelVersion(id: "amv-000000000000") { state }`],
    ["a running evaluation", `evaluationTask(id: "ame-7dk3wm9qx2tz") { state }`],
    ["one people score", `evaluationTask(id: "ame-1ezsviw3688z") { state }`],
    ["a final version and its model", `modelVersion(id: "16022") { name model { id updatedAt } }`],
    ["a final version and one being made", `modelVersions(ids: ["16022", "15808"]) { state }`],
    [
      "a failed evaluation and the state of a version in it that is still being made",
      `evaluationTask(id: "ame-jstbxzpxdgvg") { units { modelVersion { state } } }`,
    ],
    ["a wrong id among right ones", `modelVersions(ids: ["16022", "?"]) { state }`],
  ])("may not be kept at all: %s", async (_, selection) => {
    const { url } = await startKit();
    expect(await policyOf(url, `{ ${selection} }`)).toBe("no-store");
  });

  it("names what it depends on", async () => {
    const { url } = await startKit();
    const { headers } = await get(url, { query: "{ __typename }" });
    expect(headers.get("vary")).toBe(
      "accept, accept-language, authorization, x-show-cost, x-show-upstream",
    );
  });

  it("is kept as long as the setting says", async () => {
    const final = `{ evaluationTask(id: "ame-5wz1kd8qh3vn") { name } }`;
    const short = await startKit({ settings: { CALLERS_KEEP_SECONDS: "60" } });
    expect(await policyOf(short.url, final)).toBe("max-age=60, private");
    const never = await startKit({ settings: { CALLERS_KEEP_SECONDS: "0" } });
    expect(await policyOf(never.url, final)).toBe("no-store");
  });

  it("is refused for a mutation", async () => {
    const { url, upstream } = await startKit();
    const mutation = `mutation { stopEvaluationTask(id: "ame-7dk3wm9qx2tz") { userErrors { code } } }`;
    expect((await get(url, { query: mutation })).status).toBe(405);
    expect(upstream()).toEqual([]);
  });
});

describe("automatic persisted queries", () => {
  const query = `{ model(id: "am-4kq9trv2xw7b") { name } }`;
  const hashed = (text: string) => ({
    persistedQuery: { version: 1, sha256Hash: createHash("sha256").update(text).digest("hex") },
  });
  const codeOf = async (response: Response) => {
    const { errors } = (await response.json()) as Answer;
    return errors?.[0]?.extensions.code;
  };

  it("are asked by their hash alone, once their text has been told", async () => {
    const { url } = await startKit();
    const extensions = hashed(query);
    expect(await codeOf(await get(url, { extensions }))).toBe("PERSISTED_QUERY_NOT_FOUND");
    const told = await get(url, { query, extensions });
    const again = await get(url, { extensions });
    expect(await again.json()).toEqual(await told.json());
    expect(await (await get(url, { extensions })).json()).toEqual({
      data: { model: { name: "客服助手" } },
    });
  });

  it("are not learned under a hash that is not theirs", async () => {
    const { url } = await startKit();
    const extensions = hashed("{ other }");
    expect((await get(url, { query, extensions })).status).toBe(400);
    expect(await codeOf(await get(url, { extensions }))).toBe("PERSISTED_QUERY_NOT_FOUND");
  });

  it("are forgotten, the oldest first, before they fill the memory", async () => {
    const { url } = await startKit({
      settings: { MAX_BODY_BYTES: "2000000", MAX_DOCUMENT_LENGTH: "2000000" },
    });
    const large = (n: number) => `{ __typename } # ${n}${"x".repeat(1_000_000)}`;
    const ask = (text: string | undefined, extensions: object) =>
      fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ query: text, extensions }),
      });
    for (let n = 0; n < 40; n++) expect((await ask(large(n), hashed(large(n)))).status).toBe(200);
    expect(await codeOf(await ask(undefined, hashed(large(0))))).toBe("PERSISTED_QUERY_NOT_FOUND");
    expect((await ask(undefined, hashed(large(39)))).status).toBe(200);
  });
});
