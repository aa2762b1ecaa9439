import { cp, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { Window } from "happy-dom";
import { build } from "vite";
import { beforeAll, expect, it, onTestFinished, vi } from "vitest";
import WebSocket from "ws";
import { importFrom } from "./kit/blocks.ts";
import { HOME, MODEL, program, token, url, workshop, write } from "./kit/index.ts";

interface Store {
  getStore(): { getSource(): { get(id: string): unknown } };
}

interface Created {
  createEnvironment(url: string, token: string): Store;
}

interface Deletion {
  read(environment: Store, id: string): Promise<unknown>;
  tryDeletion(environment: Store, ids: readonly string[]): Promise<unknown>;
}

interface Start {
  start(element: unknown, url: string, token: string): () => void;
}

/** What an app that deletes would have. */
const DELETION = `
import { commitMutation, type Environment, fetchQuery, graphql } from "relay-runtime";
import type { deletionMutation } from "./__generated__/deletionMutation.graphql.ts";
import type { deletionQuery } from "./__generated__/deletionQuery.graphql.ts";

export function read(environment: Environment, id: string) {
  const query = graphql\`query deletionQuery($id: ID!) { model(id: $id) { id name } }\`;
  return fetchQuery<deletionQuery>(environment, query, { id }).toPromise();
}

export function tryDeletion(environment: Environment, ids: string[]) {
  return new Promise((onCompleted, onError) => {
    commitMutation<deletionMutation>(environment, {
      mutation: graphql\`
        mutation deletionMutation($ids: [ID!]!) {
          deleteModels(ids: $ids, dryRun: true) {
            deletions { modelId outcome model { id } }
          }
        }
      \`,
      variables: { ids },
      onCompleted,
      onError,
    });
  });
}
`;

let folder: string;

beforeAll(async () => {
  folder = await workshop("relay");
  await cp(resolve(HOME, "../../examples/relay"), folder, { recursive: true });
  const config = JSON.parse(await readFile(join(folder, "relay.config.json"), "utf8"));
  await write(
    folder,
    "relay.config.json",
    JSON.stringify({ ...config, schema: "./schema.graphql" }),
  );
  await write(folder, "src/deletion.ts", DELETION);
  await program(folder, "relay-compiler");
  await build({
    root: folder,
    logLevel: "error",
    build: {
      ssr: true,
      minify: false,
      outDir: "dist",
      rollupOptions: { input: ["src/start.tsx", "src/deletion.ts", "src/environment.ts"] },
    },
  });
});

it("the page compiles", async () => {
  expect(await program(folder, "tsc", "-p", ".")).toBe("");
});

it("a model stays a model in the store after a dry run of its deletion", async () => {
  vi.stubGlobal("WebSocket", WebSocket);
  const { createEnvironment } = await importFrom<Created>(folder, "dist/environment.js");
  const { read, tryDeletion } = await importFrom<Deletion>(folder, "dist/deletion.js");
  const environment = createEnvironment(url, token);
  await read(environment, MODEL);
  expect(await tryDeletion(environment, [MODEL])).toEqual({
    deleteModels: {
      deletions: [{ modelId: MODEL, outcome: "WOULD_BE_DELETED", model: { id: MODEL } }],
    },
  });
  expect(environment.getStore().getSource().get(MODEL)).toMatchObject({
    __typename: "Model",
    name: "客服助手",
  });
});

it("the page lists, pages, refetches, evaluates and follows", async () => {
  const { text, click } = await showPage();

  await vi.waitFor(() => expect(text("ul")).toHaveLength(2), { timeout: 10_000 });
  await click("More models");
  await vi.waitFor(() => expect(text("ul")).toHaveLength(4), { timeout: 10_000 });

  await click("客服助手");
  await vi.waitFor(() => expect(text("ol")).toEqual(["3: READY", "2: READY", "1: READY"]), {
    timeout: 10_000,
  });
  await click("营销文案");
  await vi.waitFor(() => expect(text("ol")).toContain("6: FAILED"), { timeout: 10_000 });
  await click("Only those ready");
  await vi.waitFor(() => expect(text("ol")).not.toContain("6: FAILED"), { timeout: 10_000 });
  expect(text("ol")).toContain("7: READY");

  await click("客服助手");
  await click("Evaluate the newest version");
  await vi.waitFor(() => expect(text("output", "")).toEqual(["PENDING"]), { timeout: 10_000 });
  await click("Stop");
  await vi.waitFor(() => expect(text("output", "")).toEqual(["STOPPED"]), { timeout: 20_000 });
});

/** The page in a DOM without a browser. */
async function showPage() {
  const window = new Window({ url });
  const { document } = window;
  vi.stubGlobal("window", window);
  vi.stubGlobal("document", document);
  vi.stubGlobal("navigator", window.navigator);
  // Node 20 has none of its own.
  vi.stubGlobal("WebSocket", WebSocket);
  const { start } = await importFrom<Start>(folder, "dist/start.js");
  onTestFinished(start(document.body, url, token));
  return {
    text: (list: string, item = " li") =>
      [...document.querySelectorAll(`${list}${item}`)].map(({ textContent }) => textContent),
    async click(name: string) {
      const button = await vi.waitFor(
        () => {
          const found = [...document.querySelectorAll("button")].find(
            ({ textContent, disabled }) => textContent === name && !disabled,
          );
          if (!found) throw new Error(`There is no button ${name}: ${document.body.textContent}`);
          return found;
        },
        { timeout: 10_000 },
      );
      button.click();
    },
  };
}
