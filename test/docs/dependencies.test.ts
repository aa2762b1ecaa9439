import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";

const packages = z.record(z.string(), z.unknown());
const manifest = z
  .object({ dependencies: packages, devDependencies: packages, overrides: packages })
  .parse(JSON.parse(readFileSync("package.json", "utf8")));
const text = readFileSync("docs/dependencies.md", "utf8");
const [shipped = "", development = ""] = text.split("For development:");

interface Row {
  readonly name: string;
  readonly licence: string;
}

function rowsOf(section: string): Row[] {
  return [...section.matchAll(/^\| (`.*?) \| (.*?) \|/gm)].flatMap(([, names = "", licence = ""]) =>
    [...names.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => ({ name, licence })),
  );
}

function licenceOf(name: string): string {
  const file = JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8"));
  return z.object({ license: z.string() }).parse(file).license;
}

describe.each([
  ["dependencies", rowsOf(shipped), Object.keys(manifest.dependencies)],
  ["devDependencies", rowsOf(development), Object.keys(manifest.devDependencies)],
] as const)("docs/dependencies.md and the %s of package.json", (_, rows, installed) => {
  const names = rows.map(({ name }) => name);
  // One row stands for all of these.
  const expected = installed.map((name) => (name.startsWith("@types/") ? "@types/*" : name));

  it("name the same packages, once each", () => {
    expect([...names].sort()).toEqual([...new Set(expected)].sort());
  });

  it("agree on each licence with the package itself", () => {
    const wrong = rows
      .filter(({ name }) => name !== "@types/*")
      .filter(({ name, licence }) => {
        const own = licenceOf(name).replace(/[()]/g, "").replaceAll(" OR ", " or ");
        return !licence.startsWith(own);
      });
    expect(wrong).toEqual([]);
  });
});

it("docs/dependencies.md explains each override", () => {
  const unexplained = Object.keys(manifest.overrides).filter(
    (name) => !text.includes(`\`${name}\``),
  );
  expect(unexplained).toEqual([]);
});
