import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { beforeAll, beforeEach, expect, it, vi } from "vitest";
import WebSocket from "ws";
import { type Block, blocksOf, importFrom, textOf, writeBlocks } from "./kit/blocks.ts";
import { authorization, MODEL, workshop } from "./kit/index.ts";

const FINAL = "ame-ig70c0ztmfv9";
const QUERY = "query Model($id: ID!) { model(id: $id) { id name } }";
const WATCH = "subscription Watch($id: ID!) { evaluationTaskUpdated(id: $id) { id state } }";
const run = promisify(execFile);

let folder: string;
let blocks: Block[];

beforeAll(async () => {
  folder = await workshop("subscriptions");
  blocks = blocksOf("docs/subscriptions.md").map((block) => ({
    ...block,
    text: block.text.replaceAll("Bearer ...", authorization),
  }));
  await writeBlocks(folder, blocks);
});

// Node 20 has none of its own.
beforeEach(() => void vi.stubGlobal("WebSocket", WebSocket));

it("every client of the page is run here", () => {
  const clients = blocks.filter(({ language }) => ["sh", "ts"].includes(language));
  expect(clients.map(({ file }) => file)).toEqual([
    "watch.sh",
    "apollo.ts",
    "multipart.sh",
    "urql.ts",
  ]);
});

it("curl is sent the parts of a multipart response", async () => {
  const text = textOf(blocks, "multipart.sh")
    .replace(/ame-[0-9a-z]+/, FINAL)
    .replace("curl -N", `curl -N -sS -H "Authorization: ${authorization}"`);
  const { stdout } = await run("sh", ["-ec", text]);
  expect(stdout).toContain('{"payload":{"data":{"evaluationTaskUpdated":{"state":"DONE"}}}}');
});

it("curl is sent what the evaluation is, and the end", async () => {
  const text = textOf(blocks, "watch.sh")
    .replace(/^ID=.*$/m, `ID=${FINAL}`)
    .replace("curl -N", `curl -N -sS -H "Authorization: ${authorization}"`);
  const { stdout } = await run("sh", ["-ec", text]);
  expect(stdout).toMatch(
    /^event: next\ndata: \{"data":\{"evaluationTaskUpdated":\{"state":"DONE",/m,
  );
  expect(stdout).toMatch(/event: complete\ndata:\s*$/);
});

it("Apollo Client queries and subscribes", async () => {
  const { gql } = await import("@apollo/client");
  const { client } = await importFrom<{ client: import("@apollo/client").ApolloClient }>(
    folder,
    "apollo.ts",
  );
  const events: unknown[] = [];
  await new Promise<void>((complete, error) => {
    client
      .subscribe({ query: gql(WATCH), variables: { id: FINAL } })
      .subscribe({ next: ({ data }) => events.push(data), complete, error });
  });
  expect(events).toMatchObject([{ evaluationTaskUpdated: { id: FINAL, state: "DONE" } }]);
});

it("urql queries and subscribes", async () => {
  const { client } = await importFrom<{ client: import("@urql/core").Client }>(folder, "urql.ts");
  const { data, error } = await client.query(QUERY, { id: MODEL });
  expect(error).toBeUndefined();
  expect(data).toMatchObject({ model: { name: "客服助手" } });
  const event = await new Promise((resolve) => {
    client.subscription(WATCH, { id: FINAL }).subscribe(resolve);
  });
  expect(event).toMatchObject({ data: { evaluationTaskUpdated: { id: FINAL, state: "DONE" } } });
});
