import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { safelistManifest } from "../../src/cli/safelist-manifest.ts";
import { type Answer, startKit } from "../kit/index.ts";
import { overEventStream, overMultipart, overWebSocket, rest } from "../kit/subscribe.ts";

const MODEL = readFileSync("examples/01-model.graphql", "utf8");
const variables = { id: "am-4kq9trv2xw7b" };

function fileWith(content: string): string {
  const directory = mkdtempSync(join(tmpdir(), "safelist-"));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const path = join(directory, "safelist.json");
  writeFileSync(path, content);
  return path;
}

/** What `qianfan-graphql safelist` makes of some files. */
function manifestOf(...files: string[]): string {
  return JSON.stringify(safelistManifest(files));
}

function start(manifest: string) {
  return startKit({ settings: { SAFELIST: fileWith(manifest) } });
}

function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
}

function byId(sha256Hash: string) {
  return { variables, extensions: { persistedQuery: { version: 1, sha256Hash } } };
}

async function codeOf(response: Response): Promise<string | undefined> {
  return ((await response.json()) as Answer).errors?.[0]?.extensions.code;
}

describe("with a safelist", () => {
  it("answers what is on it: by its id, by GET, and as text however it is spaced", async () => {
    const manifest = manifestOf("examples/01-model.graphql", "examples/08-stop.graphql");
    const { url } = await start(manifest);
    const [{ id, name, type }, stop] = JSON.parse(manifest).operations;
    expect([name, type, stop.type]).toEqual(["Model", "query", "mutation"]);

    const address = new URL(url);
    for (const [key, value] of Object.entries(byId(id))) {
      address.searchParams.set(key, JSON.stringify(value));
    }
    const answers = await Promise.all([
      post(url, byId(id)),
      fetch(address, { headers: { "apollo-require-preflight": "true" } }),
      post(url, { query: MODEL, variables }),
      post(url, { query: MODEL.replaceAll(/\s+/g, " ").replace(/#.*?query/, "query"), variables }),
    ]);
    for (const answer of answers) {
      expect(await answer.json()).toMatchObject({ data: { model: { name: "客服助手" } } });
    }
  });

  it("refuses everything else before it is even parsed, and asks Qianfan nothing", async () => {
    const { url, upstream } = await start(manifestOf("examples/01-model.graphql"));
    const others = [
      { query: "{ model(id: 1) { name } }" },
      { query: MODEL.replace("trainType", "trainType description"), variables },
      { query: `${MODEL} query Other { __typename }`, variables, operationName: "Model" },
      { query: "query IntrospectionQuery { __schema { queryType { name } } }" },
      { query: "{{{" },
      { query: '"' },
      byId("0".repeat(64)),
      byId("__proto__"),
      { ...byId("0".repeat(64)), query: "{ __typename }" },
      { query: 1 },
      {},
      [],
      null,
    ];
    for (const other of others) {
      const answer = await post(url, other);
      expect(answer.status).toBe(400);
      expect(await codeOf(answer)).toBe("PERSISTED_QUERY_NOT_IN_LIST");
    }
    const gets = [
      "?query={__typename}",
      "?extensions={",
      "",
      "?query={__typename}&query=x",
      "?extensions=null",
    ];
    for (const search of gets) {
      const answer = await fetch(`${url}${search}`, {
        headers: { "x-apollo-operation-name": "x" },
      });
      expect(await codeOf(answer)).toBe("PERSISTED_QUERY_NOT_IN_LIST");
    }
    expect(upstream()).toEqual([]);
  });

  it("learns nothing: an operation and its own hash are refused like any other", async () => {
    const { url } = await start(manifestOf("examples/01-model.graphql"));
    const query = "{ __typename }";
    const hash = createHash("sha256").update(query).digest("hex");
    expect(await codeOf(await post(url, { ...byId(hash), query }))).toBe(
      "PERSISTED_QUERY_NOT_IN_LIST",
    );
    expect(await codeOf(await post(url, byId(hash)))).toBe("PERSISTED_QUERY_NOT_IN_LIST");
  });

  it("says so in Chinese to who reads Chinese", async () => {
    const { url } = await start(manifestOf("examples/01-model.graphql"));
    const answer = await post(url, { query: "{ __typename }" }, { "accept-language": "zh-CN" });
    expect(await answer.json()).toEqual({
      errors: [
        {
          message: "本服务只接受清单中的操作，该操作不在清单中。",
          extensions: {
            code: "PERSISTED_QUERY_NOT_IN_LIST",
            retryable: false,
            requestId: expect.any(String),
          },
        },
      ],
    });
  });

  it("takes a plain object of ids and texts as well", async () => {
    const { url } = await start(JSON.stringify({ "model-1": MODEL }));
    expect(await (await post(url, byId("model-1"))).json()).toMatchObject({
      data: { model: { name: "客服助手" } },
    });
  });

  it.each([
    ["is not there", "none"],
    ["is no JSON", () => fileWith("{")],
    ["is no manifest", () => fileWith("[1]")],
    ["is another version of one", () => fileWith('{"version":2,"operations":[]}')],
    ["holds something that is not GraphQL", () => fileWith('{"a":"\\""}')],
  ])("does not start when the file %s", async (_, path) => {
    const SAFELIST = typeof path === "string" ? path : path();
    await expect(startKit({ settings: { SAFELIST } })).rejects.toThrow(/^SAFELIST is /);
  });
});

describe("qianfan-graphql safelist", () => {
  it("puts each operation with the fragments it uses, from whichever file", () => {
    const fragments = fileWith("fragment Name on Model { name } fragment Other on Model { id }");
    const queries = fileWith("query A { model(id: 1) { ...Name } } query B { __typename }");
    expect(JSON.parse(manifestOf(fragments, queries))).toMatchInlineSnapshot(`
      {
        "format": "apollo-persisted-query-manifest",
        "operations": [
          {
            "body": "query A {
        model(id: 1) {
          ...Name
        }
      }

      fragment Name on Model {
        name
      }",
            "id": "5fee1e414fa1dcdc64ed4f80a1d04bec0e42453efdb3fb24121d0e5cc6a7003c",
            "name": "A",
            "type": "query",
          },
          {
            "body": "query B {
        __typename
      }",
            "id": "6151a2d48fc5c97c913b3c63df331e114c73ab64e9017e07739c5c6e4ef41314",
            "name": "B",
            "type": "query",
          },
        ],
        "version": 1,
      }
    `);
  });
});

describe("with a safelist, a subscription", () => {
  const LISTED = readFileSync("examples/07-watch.graphql", "utf8");
  const OTHER = `subscription { evaluationTaskUpdated(id: "ame-5wz1kd8qh3vn") { name } }`;

  it.each([
    ["a WebSocket", overWebSocket],
    ["an event stream", overEventStream],
    ["parts of a response", overMultipart],
  ])("over %s begins only when it is listed", async (_, subscribe) => {
    const kit = await start(JSON.stringify({ watch: LISTED }));
    const done = { id: "ame-5wz1kd8qh3vn" };
    const [first] = await rest(subscribe(kit, LISTED, done));
    expect(first?.data).toMatchObject({ evaluationTaskUpdated: { state: "DONE" } });
    kit.upstream();
    const [refused] = await rest(subscribe(kit, OTHER));
    expect(refused?.errors?.[0]?.extensions.code).toBe("PERSISTED_QUERY_NOT_IN_LIST");
    expect(kit.upstream()).toEqual([]);
  });
});
