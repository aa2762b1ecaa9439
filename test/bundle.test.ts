import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { DEMO_ACCOUNT } from "../src/emulator/index.ts";
import { post } from "./faults/kit.ts";
import { type Kit, startKit } from "./kit/index.ts";

/** What `npm start` runs, in a folder without any package. */
const alone = mkdtempSync(join(tmpdir(), "qianfan-graphql-bundle-"));

beforeAll(() => {
  for (const name of ["package.json", "dist-server", "dist-playground"]) {
    cpSync(name, join(alone, name), { recursive: true });
  }
});

afterAll(() => rmSync(alone, { recursive: true, force: true }));

const { start } = JSON.parse(readFileSync("package.json", "utf8")).scripts;

function npmStart(environment: Record<string, string>) {
  const [, ...args] = start.split(" ");
  const child = spawn(process.execPath, args, {
    cwd: alone,
    env: { PATH: process.env.PATH ?? "", NODE_ENV: "production", ...environment },
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

async function urlOf({ stdout }: ChildProcess): Promise<string> {
  let said = "";
  for await (const chunk of stdout ?? []) {
    said += chunk;
    const url = /http:\S+\/graphql/.exec(said)?.[0];
    if (url) return url;
  }
  throw new Error(`It ended before it was ready: ${said}`);
}

/** The same account, asked from the sources and from the bundle. */
async function both(
  settings: Record<string, string> = {},
): Promise<{ kit: Kit; child: ChildProcess; url: string }> {
  const kit = await startKit({ settings });
  const child = npmStart({
    QIANFAN_ACCESS_KEY: DEMO_ACCOUNT.accessKey,
    QIANFAN_SECRET_KEY: DEMO_ACCOUNT.secretKey,
    QIANFAN_CONSOLE_API_BASE_URL: kit.qianfan.url,
    PORT: "0",
    ...settings,
  });
  return { kit, child, url: await urlOf(child) };
}

describe("the bundle", () => {
  it("answers as the sources do, with errors, lists, interfaces and times", async () => {
    const { kit, url } = await both({ INTROSPECTION: "true" });
    const queries = [
      "{ _service { sdl } }",
      `{ model(id: "am-4kq9trv2xw7b") { __typename name createdAt versions { version origin { __typename } model { id } } } }`,
      `{ models(first: 3) { totalCount nodes { id name type } pageInfo { hasNextPage } } }`,
      `{ evaluationTask(id: "ame-6hc3yd9wq5rt") { name state units { state modelVersion { id capabilities } } } }`,
      `{ model(id: "nonsense!") { name } }`,
      `{ models(first: -1) { totalCount } }`,
      "{ nothing }",
      `mutation { deleteModels(ids: []) { userErrors { code } } }`,
    ];
    for (const query of queries) {
      const headers = { "x-request-id": "one" };
      const bundled = (await post(url, query, headers)).answer;
      expect(bundled, query).toEqual((await post(kit.url, query, headers)).answer);
    }
  });

  it("serves the playground", async () => {
    const { url } = await both({ PLAYGROUND: "true" });
    const page = await fetch(url, { headers: { accept: "text/html" } });
    const html = await page.text();
    expect([page.status, html]).toEqual([200, expect.stringContaining("<script")]);
    const [, script = ""] = /src="([^"]+\.js)"/.exec(html) ?? [];
    expect((await fetch(new URL(script, url))).status).toBe(200);
  });

  it("says which settings are missing", async () => {
    const child = npmStart({});
    let said = "";
    child.stderr.on("data", (chunk) => (said += chunk));
    const [code] = await once(child, "exit");
    expect([code, said]).toEqual([1, expect.stringContaining("QIANFAN_ACCESS_KEY is missing")]);
  });

  it("ends on SIGTERM", async () => {
    const { child } = await both();
    child.kill("SIGTERM");
    expect(await once(child, "exit")).toEqual([0, null]);
  });
});
