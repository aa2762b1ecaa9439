import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { expect, it, onTestFinished } from "vitest";
import { z } from "zod";

/** Files of each side of a boundary, what they import, and whether they may. */
const IMPORTS = {
  "src/domain/model.ts": {
    no: ["../util/json.ts", "zod", "../datasources/index.ts"],
    yes: ["./ref.ts"],
  },
  "src/domain/requests/publish.ts": { no: ["../../util/json.ts", "node:fs"], yes: ["../ref.ts"] },
  "src/types/model.ts": {
    no: ["../datasources/index.ts", "../resolvers/model.ts", "undici", "../emulator/index.ts"],
    yes: ["../domain/index.ts", "graphql"],
  },
  "src/resolvers/model.ts": {
    no: ["../datasources/qianfan/index.ts", "../server/http-server.ts", "node:http"],
    yes: ["../datasources/index.ts", "../types/model.ts"],
  },
  "src/datasources/account/qianfan-account.ts": {
    no: ["../qianfan/api.ts", "../qianfan/v1/operations.ts", "graphql", "../../types/model.ts"],
    yes: ["../qianfan/index.ts", "../../domain/index.ts"],
  },
  "src/datasources/qianfan/api.ts": {
    no: ["../account/index.ts", "graphql", "../../pipeline/operation-context.ts"],
    yes: ["../../domain/index.ts", "./call.ts"],
  },
  "src/datasources/qianfan/http/client.ts": {
    no: ["../v1/operations.ts", "../../account/index.ts", "type-graphql"],
    yes: ["../api.ts", "../../../util/json.ts", "../../../domain/index.ts"],
  },
  "src/datasources/qianfan/v1/decoders/model.ts": {
    no: ["../../v2/error-codes.ts", "../../../account/index.ts", "../../../../server/health.ts"],
    yes: ["../../decode/coerce.ts", "../../../../domain/index.ts"],
  },
  "src/pipeline/execute.ts": {
    no: ["../datasources/qianfan/http/sign.ts"],
    yes: ["../limits/x.ts"],
  },
  "src/emulator/world.ts": {
    no: ["../datasources/index.ts", "../types/model.ts"],
    yes: ["../datasources/qianfan/http/sign.ts"],
  },
  "src/server/http-server.ts": { no: ["../emulator/index.ts"], yes: ["../pipeline/index.ts"] },
};

it("an import over a boundary is an error, and no other is", async () => {
  const imports = mapped(IMPORTS, ({ no, yes }) => [...no, ...yes]);
  const found = await refused(imports, "lint/style/noRestrictedImports");
  expect(found).toEqual(mapped(IMPORTS, ({ no }) => no));
});

it("an import that closes a cycle is an error", async () => {
  const cycle = { "src/limits/a.ts": ["./b.ts"], "src/limits/b.ts": ["./a.ts"] };
  expect(await refused(cycle, "lint/suspicious/noImportCycles")).toEqual(cycle);
});

const report = z.object({
  diagnostics: z.array(
    z.object({
      category: z.string(),
      location: z.object({ path: z.string(), start: z.object({ line: z.number() }) }),
    }),
  ),
});

/** The imports of each file that a rule refuses, by this repository's configuration. */
async function refused(imports: Readonly<Record<string, readonly string[]>>, rule: string) {
  const root = await mkdtemp(join(tmpdir(), "boundaries-"));
  onTestFinished(() => rm(root, { recursive: true }));
  for (const name of ["biome.json", "boundaries.json"]) await cp(name, join(root, name));
  for (const [path, specifiers] of Object.entries(imports)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    const lines = specifiers.map((from, n) => `export { x as x${n} } from "${from}";\n`);
    await writeFile(join(root, path), lines.join(""));
  }
  const { diagnostics } = report.parse(JSON.parse(await lint(root)));
  const ofRule = diagnostics.filter(({ category }) => category === rule);
  return Object.fromEntries(
    Object.entries(imports).map(([path, specifiers]) => {
      const lines = ofRule.filter(({ location }) => location.path === path);
      return [
        path,
        specifiers.filter((_, n) => lines.some((it) => it.location.start.line === n + 1)),
      ];
    }),
  );
}

/** Biome's report as JSON, which it ends with an exit code where something is refused. */
async function lint(cwd: string): Promise<string> {
  const biome = resolve("node_modules/.bin/biome");
  const args = ["lint", "--reporter=json", "--max-diagnostics=none", "."];
  try {
    return (await promisify(execFile)(biome, args, { cwd })).stdout;
  } catch (error) {
    return z.object({ stdout: z.string() }).parse(error).stdout;
  }
}

function mapped<Value, Other>(
  object: Readonly<Record<string, Value>>,
  change: (value: Value) => Other,
): Record<string, Other> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}
