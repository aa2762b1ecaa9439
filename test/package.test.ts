import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";

const INSTALLS_MS = 240_000;
const stage = mkdtempSync(join(tmpdir(), "qianfan-graphql-stage-"));
const empty = mkdtempSync(join(tmpdir(), "qianfan-graphql-installed-"));
const bin = join(empty, "node_modules/.bin/qianfan-graphql");
let packed: string[] = [];

function run(folder: string, program: string, ...args: string[]): string {
  return execFileSync(program, args, { cwd: folder, encoding: "utf8", stdio: "pipe" });
}

// Built aside, so that what lies in dist from earlier is not packed.
beforeAll(() => {
  run(".", process.execPath, "scripts/build-if-stale.js", "playground");
  for (const name of [
    "package.json",
    "README.md",
    "LICENSE",
    "schema.graphql",
    "schema.api.graphql",
    "dist-playground",
    "examples",
  ]) {
    if (existsSync(name)) cpSync(name, join(stage, name), { recursive: true });
  }
  const tsc = resolve("node_modules/typescript/bin/tsc");
  run(".", process.execPath, tsc, "-p", "tsconfig.build.json", "--outDir", join(stage, "dist"));
  const [tarball] = JSON.parse(run(stage, "npm", "pack", "--json", "--ignore-scripts"));
  packed = tarball.files.map(({ path }: { path: string }) => path);
  run(empty, "npm", "init", "--yes");
  run(empty, "npm", "install", "--prefer-offline", join(stage, tarball.filename));
}, INSTALLS_MS);

afterAll(() => {
  for (const folder of [stage, empty]) rmSync(folder, { recursive: true, force: true });
});

describe("the package", () => {
  it("holds what it needs to run, and nothing else", () => {
    const needed = [
      /^(package\.json|README(\.[\w-]+)?\.md|LICENSE|schema(\.api)?\.graphql)$/,
      /^dist\/.*\.(js|d\.ts)$/,
      /^dist-playground\//,
      /^examples\/watch[\w-]*\.(html|css|js)$/,
    ];
    expect(packed.filter((path) => !needed.some((kind) => kind.test(path)))).toEqual([]);
    for (const file of ["dist/cli/main.js", "dist-playground/index.html", "examples/watch.html"]) {
      expect(packed).toContain(file);
    }
  });

  it("installs a command that knows its version and prints the schema", () => {
    const { version } = JSON.parse(readFileSync("package.json", "utf8"));
    expect(run(empty, bin, "--version")).toBe(`${version}\n`);
    expect(run(empty, bin, "schema")).toBe(readFileSync("schema.graphql", "utf8"));
  });

  it("runs the demo", async () => {
    const { PATH = "" } = process.env;
    const demo = spawn(bin, ["demo"], { cwd: empty, env: { PATH, PORT: "0" } });
    onTestFinished(() => void demo.kill("SIGKILL"));
    let said = "";
    demo.stdout.on("data", (chunk) => (said += chunk));
    demo.stderr.on("data", (chunk) => (said += chunk));
    while (!said.includes("stops both")) {
      if (demo.exitCode !== null) throw new Error(said);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const [url = ""] = /http:\S+\/graphql/.exec(said) ?? [];
    const answer = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: `{ model(id: "am-4kq9trv2xw7b") { name } }` }),
    });
    expect(await answer.json()).toEqual({ data: { model: { name: "客服助手" } } });
    expect((await fetch(new URL("/watch", url))).status).toBe(200);
    const page = await fetch(url, { headers: { accept: "text/html" } });
    expect(await page.text()).toContain("<html");
    demo.kill("SIGTERM");
    expect(await once(demo, "exit")).toEqual([0, null]);
  });

  it("embeds with types", () => {
    writeFileSync(
      join(empty, "embed.mts"),
      `import { type App, createApp, readConfig } from "qianfan-graphql";
const app: App = await createApp(readConfig({ PORT: "0" }));
const url: string = app.url;
// @ts-expect-error: the address is a text
const wrong: number = app.url;
void [url, wrong];
`,
    );
    const tsc = resolve("node_modules/typescript/bin/tsc");
    const options = ["--noEmit", "--strict", "--module", "nodenext", "--target", "es2023"];
    const types = ["--types", "node", "--typeRoots", resolve("node_modules/@types")];
    expect(run(empty, process.execPath, tsc, ...options, ...types, "embed.mts")).toBe("");
  });
});
