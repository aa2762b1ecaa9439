import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { createServer } from "vite";
import { beforeAll, beforeEach, expect, it, onTestFinished, vi } from "vitest";
import WebSocket from "ws";
import { apiSchema } from "./kit/api-schema.ts";
import { blocksOf, importFrom, textOf, writeBlocks } from "./kit/blocks.ts";
import {
  authorization,
  HOME,
  MODEL,
  program,
  readToken,
  token,
  url,
  workshop,
  write,
} from "./kit/index.ts";
import { evaluation } from "./kit/operations.ts";
import { startDemo } from "./kit/start-demo.ts";

const ROOT = resolve(HOME, "../..");
const RUNNING = "ame-h9z1bgznokkg";
const blocks = blocksOf("docs/front-ends.md");
const run = promisify(execFile);
const shell = (text: string, cwd: string, env: NodeJS.ProcessEnv = {}) =>
  run("sh", ["-ec", text], { cwd, env: { ...process.env, ...env } });

let folder: string;
const load = <Module>(file: string) => importFrom<Module>(folder, file);

beforeAll(async () => {
  folder = await workshop("front-ends");
  await write(folder, "schema.api.graphql", apiSchema());
  await write(
    folder,
    "tsconfig.json",
    JSON.stringify({
      extends: "../../tsconfig.json",
      compilerOptions: { module: "ESNext", moduleResolution: "bundler" },
      include: ["**/*.ts"],
      exclude: [],
    }),
  );
  await writeBlocks(folder, blocks);
  await shell(textOf(blocks, "codegen.sh"), folder);
});

beforeEach(async () => {
  // Node 20 has none of its own.
  vi.stubGlobal("WebSocket", WebSocket);
  const { setToken } = await load<{ setToken(given: string): void }>("token.ts");
  setToken(token);
});

it("every block has a name, and is run here", () => {
  expect(blocks.map(({ file }) => file)).toMatchInlineSnapshot(`
    [
      "token.sh",
      "token.ts",
      "apollo/client.ts",
      "urql/client.ts",
      "relay/environment.ts",
      "fetch/request.ts",
      "curl.sh",
      "model.graphql",
      "apollo/first-query.ts",
      "urql/first-query.ts",
      "fetch/first-query.ts",
      "apollo/paging.ts",
      "urql/cache.ts",
      "urql/paging.ts",
      "errors.ts",
      "apollo/errors.ts",
      "nullability.ts",
      "codegen.ts",
      "codegen.sh",
      "typed.ts",
      "watch-sse.ts",
      "apollo/watch.ts",
      "urql/watch.ts",
      "wait.graphql",
      "apollo/persisted.ts",
      "urql/persisted.ts",
      "fetch/persisted.ts",
      "safelist.sh",
      "demo.sh",
      "vite.config.ts",
      "cors.sh",
    ]
  `);
});

it("the blocks compile together", async () => {
  expect(await program(folder, "tsc", "-p", ".")).toBe("");
});

it("token.sh makes a token", async () => {
  const file = join(mkdtempSync(join(tmpdir(), "qianfan-")), "tokens.json");
  const text = textOf(blocks, "token.sh").replace("tokens.json", file);
  const { stdout } = await shell(text, ROOT);
  expect(stdout).toMatch(/^qfg_\S+\n$/);
  expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({
    tokens: [{ name: "front-end", scopes: ["read", "evaluate"] }],
  });
});

it("curl.sh sends the token", async () => {
  const { stdout } = await shell(textOf(blocks, "curl.sh"), folder, { TOKEN: token });
  expect(JSON.parse(stdout)).toEqual({ data: { model: { id: MODEL, name: "客服助手" } } });
});

it.each(["apollo", "urql", "fetch"])("the first query of %s has its answer", async (client) => {
  const { nameOf } = await load<{ nameOf(id: string): Promise<string> }>(
    `${client}/first-query.ts`,
  );
  expect(await nameOf(MODEL)).toBe("客服助手");
  expect(await nameOf("am-000000000000")).toBeUndefined();
});

it.each(["model.graphql", "wait.graphql"])("%s has its answer", async (file) => {
  const id = file === "model.graphql" ? MODEL : "ame-ig70c0ztmfv9";
  const response = await post({ query: textOf(blocks, file), variables: { id } });
  const { data, errors } = await response.json();
  expect(errors).toBeUndefined();
  expect(Object.values(data)[0]).toMatchObject({ id });
});

it("Relay's environment runs an operation", async () => {
  const { environment } = await load<{ environment: { getNetwork(): Network } }>(
    "relay/environment.ts",
  );
  const result = environment
    .getNetwork()
    .execute(
      { text: "query Q($id: ID!) { model(id: $id) { id } }", name: "Q", operationKind: "query" },
      { id: MODEL },
      {},
    );
  expect(await result.toPromise()).toEqual({ data: { model: { id: MODEL } } });
});

it("Apollo Client's paging adds the next page", async () => {
  const { models, showMore } = await load<{ models: PollTarget; showMore(): Promise<void> }>(
    "apollo/paging.ts",
  );
  const subscription = models.subscribe(() => {});
  onTestFinished(() => subscription.unsubscribe());
  const edges = () => models.getCurrentResult().data?.models?.edges?.length;
  await vi.waitFor(() => expect(edges()).toBe(2));
  await showMore();
  await vi.waitFor(() => expect(edges()).toBe(4));
});

it("graphcache's paging adds the next page, without a warning", async () => {
  const warn = vi.spyOn(console, "warn");
  const { pageAfter } = await load<{ pageAfter(after?: string): Promise<Page> }>("urql/paging.ts");
  const first = await pageAfter();
  expect(first.edges).toHaveLength(2);
  const all = await pageAfter(first.pageInfo.endCursor);
  expect(all.edges).toHaveLength(4);
  expect(warn).not.toHaveBeenCalled();
});

it("errors.ts and apollo/errors.ts say what to do about each error", async () => {
  const { reactionsTo } = await load<{ reactionsTo(error: unknown): string[] }>("apollo/errors.ts");
  const { setToken } = await load<{ setToken(given: string): void }>("token.ts");
  const { client } = await load<typeof import("@apollo/client") & { client: Apollo }>(
    "apollo/client.ts",
  );
  const { gql } = await import("@apollo/client");
  const reaction = (document: string) =>
    client.mutate({ mutation: gql(document) }).then(() => [], reactionsTo);
  expect(await reaction(`mutation { stopEvaluationTask(id: "") { userErrors { code } } }`)).toEqual(
    ["correct the input"],
  );
  setToken(readToken);
  expect(
    await reaction(`mutation { stopEvaluationTask(id: "${RUNNING}") { userErrors { code } } }`),
  ).toEqual(["ask for access"]);
  setToken("qfg_unknown");
  expect(await reaction(`mutation { deleteModels(ids: []) { userErrors { code } } }`)).toEqual([
    "sign in",
  ]);
  expect(reactionsTo(new TypeError("fetch failed"))).toEqual(["try again"]);
});

it("urql reads why it may not come in, and signs in again", async () => {
  const { setToken } = await load<{ setToken(given: string): void }>("token.ts");
  const { client } = await load<{ client: Urql }>("urql/client.ts");
  const { gql } = await import("@urql/core");
  const requests = vi.spyOn(globalThis, "fetch");
  setToken("qfg_unknown");
  const query = gql("query Unknown { modelVersion(id: 16088) { id } }");
  const { error } = await client.query(query, {}).toPromise();
  expect(error?.graphQLErrors).toMatchObject([{ extensions: { code: "UNAUTHENTICATED" } }]);
  // The second is the one after `refreshAuth`, which here brings no better token.
  expect(requests).toHaveBeenCalledTimes(2);
});

it("nullability.ts finds the error of a null", async () => {
  const { errorAt } = await load<{ errorAt(errors: unknown, path: unknown): unknown }>(
    "nullability.ts",
  );
  const response = await post({
    query: `{ wrong: model(id: "") { name } none: model(id: "am-000000000000") { name } }`,
  });
  const { data, errors } = await response.json();
  expect(data).toEqual({ wrong: null, none: null });
  expect(errorAt(errors, ["wrong", "name"])).toMatchObject({
    extensions: { code: "BAD_USER_INPUT" },
  });
  expect(errorAt(errors, ["none", "name"])).toBeUndefined();
});

it("codegen's documents bring typed data", async () => {
  const { readyVersions } = await load<{ readyVersions(id: string): Promise<string[]> }>(
    "typed.ts",
  );
  expect(await readyVersions(MODEL)).toEqual(["3", "2", "1"]);
});

it("graphql-sse sends the token, and brings the states to the last", async () => {
  const { statesOf } = await load<{ statesOf(id: string): AsyncGenerator<string> }>("watch-sse.ts");
  const id = await evaluate("graphql-sse");
  const states: string[] = [];
  for await (const state of statesOf(id)) {
    if (states.push(state) === 1) await stop(id);
  }
  expect(states.at(0)).toBe("PENDING");
  expect(states.at(-1)).toBe("STOPPED");
});

it.each(["apollo", "urql"])("%s brings the states to the last", async (client) => {
  const { watch } = await load<{ watch(id: string, show: (state: string) => void): unknown }>(
    `${client}/watch.ts`,
  );
  const id = await evaluate(client);
  const states: string[] = [];
  await new Promise<void>((resolve) => {
    watch(id, (state) => {
      if (states.push(state) === 1) void stop(id);
      if (state === "STOPPED") resolve();
    });
  });
  expect(states.at(0)).toBe("PENDING");
});

it.each(["apollo", "urql"])("%s sends a hash by GET", async (client) => {
  const requests = vi.spyOn(globalThis, "fetch");
  const module = await load<{ client: Apollo & Urql }>(`${client}/persisted.ts`);
  const { gql } = await import(client === "apollo" ? "@apollo/client" : "@urql/core");
  const query = gql(`query Persisted { modelVersion(id: "amv-8nzc3yh5pd1m") { id version } }`);
  const { data } =
    client === "apollo"
      ? await module.client.query({ query })
      : await module.client.query(query, {}).toPromise();
  expect(data).toMatchObject({ modelVersion: { version: "1" } });
  const [first] = requests.mock.calls;
  expect(first?.[1]?.method).toBe("GET");
  expect(String(first?.[0])).toContain("persistedQuery");
  expect(String(first?.[0])).not.toContain("query=query");
});

it("a server for development has a safelist, and lets the named origins in", async () => {
  const manifest = join(folder, "safelist.json");
  const [make = "", start = ""] = textOf(blocks, "safelist.sh").trim().split("\n");
  await shell(
    make
      .replace("src/queries/*.graphql", `'${folder}/!(schema*).graphql'`)
      .replace("safelist.json", manifest),
    ROOT,
  );
  expect(start).toBe("SAFELIST=safelist.json npm start");
  expect(textOf(blocks, "demo.sh")).toBe("npm run demo\n");
  const [, origins = ""] = /CORS_ORIGINS=(\S+)/.exec(textOf(blocks, "cors.sh")) ?? [];
  const demo = await startDemo({ SAFELIST: manifest, CORS_ORIGINS: origins });
  onTestFinished(() => demo.stop());

  const { operations } = JSON.parse(readFileSync(manifest, "utf8"));
  const { id } = operations.find(({ name }: { name: string }) => name === "Model");
  const requestById = await developmentRequest(demo.url);
  expect(await requestById(`sha256:${id}`, { id: MODEL })).toMatchObject({
    data: { model: { name: "客服助手" } },
  });
  const other = createHash("sha256").update("{ __typename }").digest("hex");
  expect(await requestById(`sha256:${other}`)).toMatchObject({
    errors: [{ extensions: { code: "PERSISTED_QUERY_NOT_IN_LIST" } }],
  });
  const preflight = await fetch(demo.url, {
    method: "OPTIONS",
    headers: {
      origin: "http://localhost:5173",
      "access-control-request-method": "POST",
      "access-control-request-headers": "authorization,content-type",
    },
  });
  expect(preflight.headers.get("access-control-allow-origin")).toBe("http://localhost:5173");
});

it("vite.config.ts passes GraphQL on", async () => {
  const server = await createServer({
    root: folder,
    configFile: join(folder, "vite.config.ts"),
    server: { port: 0, host: "127.0.0.1" },
    logLevel: "error",
  });
  onTestFinished(() => server.close());
  await server.listen();
  const [address = ""] = server.resolvedUrls?.local ?? [];
  const response = await fetch(new URL("/graphql", address), {
    method: "POST",
    headers: { "content-type": "application/json", authorization },
    body: JSON.stringify({ query: `{ model(id: "${MODEL}") { id } }` }),
  });
  expect(await response.json()).toEqual({ data: { model: { id: MODEL } } });
});

/** `fetch/persisted.ts` against another server. */
async function developmentRequest(address: string) {
  const text = textOf(blocks, "fetch/persisted.ts").replaceAll(url, address);
  await write(folder, "fetch/development.ts", text);
  const { requestById } = await load<{
    requestById(id: string, variables?: object): Promise<unknown>;
  }>("fetch/development.ts");
  return requestById;
}

function post(body: object): Promise<Response> {
  return fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", authorization },
    body: JSON.stringify(body),
  });
}

async function evaluate(name: string): Promise<string> {
  const response = await post({
    query: `mutation ($input: CreateEvaluationTaskInput!) {
      createEvaluationTask(input: $input) { evaluationTask { id } }
    }`,
    variables: { input: evaluation(name) },
  });
  const { data } = await response.json();
  return data.createEvaluationTask.evaluationTask.id;
}

async function stop(id: string): Promise<void> {
  await post({ query: `mutation { stopEvaluationTask(id: "${id}") { userErrors { code } } }` });
}

interface Network {
  execute(request: object, variables: object, options: object): { toPromise(): Promise<unknown> };
}

interface PollTarget {
  subscribe(next: () => void): { unsubscribe(): void };
  getCurrentResult(): { data?: { models?: { edges?: unknown[] } } };
}

interface Page {
  readonly edges: readonly unknown[];
  readonly pageInfo: { readonly endCursor: string };
}

interface Apollo {
  query(options: object): Promise<{ data?: unknown }>;
  mutate(options: object): Promise<unknown>;
}

interface Urql {
  query(
    document: unknown,
    variables: object,
  ): { toPromise(): Promise<{ data?: unknown; error?: { graphQLErrors: readonly unknown[] } }> };
}
