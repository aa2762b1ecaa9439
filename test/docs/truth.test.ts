import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ApolloServerErrorCode } from "@apollo/server/errors";
import { isEnumType } from "graphql";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { SETTINGS, settingsTable } from "../../src/config/index.ts";
import { ERROR_CATALOGUE } from "../../src/domain/errors.ts";
import { getSchema } from "../../src/schema/index.ts";
import { documents } from "./documents.ts";

const FOLDERS = ["src", "test", "scripts", "docs", "deploy", "bench", "playground", "examples"];
const FILE = /^[\w@.-]+(\/[\w@.-]+)*(\.(ts|js|json|ya?ml|md|graphql|html|txt)|\/)$/;
/** Files that a reader's own commands make, and that this repository does not have. */
const OF_THE_READER = new Set([
  ...["supergraph.yaml", "router.yaml", "gateway.config.ts", "graph.yaml", "config.yaml"],
  ...["coverage/", "results/", "results.md", "results.json"],
  ...["schema.json", "dist-server/main.js", "dist/cli", "dist/cli/demo.js"],
]);

const CAPITALS = /\b[A-Z][A-Z0-9]*(_[A-Z0-9]+)+\b/g;
/** Names of an example: its own settings, a client's document, a misspelt setting, a setting to add. */
const OF_AN_EXAMPLE = [
  ...["GRAPHQL_URL", "GRAPHQL_TOKEN", "MUTATION_MODE"],
  ...["TASK_UPDATED", "UPSTREAM_TIMEOUT", "MAX_VARIABLES"],
];
const enumValues = Object.values(getSchema().getTypeMap())
  .filter(isEnumType)
  .flatMap((type) => type.getValues().map(({ name }) => name));
const known = new Set<string>([
  ...[...Object.keys(SETTINGS), ...Object.keys(ERROR_CATALOGUE)],
  ...[...Object.values(ApolloServerErrorCode), "INTERNAL_SERVER_ERROR"],
  ...[...enumValues, ...OF_AN_EXAMPLE],
]);
const defaults = new Map(settingsTable().map(({ name, byDefault }) => [name, byDefault]));

const existing = FOLDERS.flatMap(within);

/** Everything in a folder but installed packages and what tools generate. */
function within(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== "node_modules" && name !== ".generated")
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      return [`/${path}`, ...(entry.isDirectory() ? within(path) : [])];
    });
}

/** A path from the repository's root, or the end of one, as in `pipeline/index.ts`. */
function exists(path: string): boolean {
  const end = `/${path.replace(/\/$/, "")}`;
  return existsSync(path) || existing.some((file) => file.endsWith(end));
}

const manifest = z.object({ scripts: z.record(z.string(), z.string()).default({}) });

/** The scripts of the repository, and those of the package that a document lies in. */
function scriptsFor(document: string): Set<string> {
  const files = ["package.json", join(dirname(document), "package.json")].filter(existsSync);
  return new Set(
    files.flatMap((file) =>
      Object.keys(manifest.parse(JSON.parse(readFileSync(file, "utf8"))).scripts),
    ),
  );
}

describe.each(documents())("$name", ({ name, text, code }) => {
  it("names npm scripts that exist", () => {
    const scripts = scriptsFor(name);
    const named = [...text.matchAll(/npm run (?:--\S+ )*([\w:-]+)/g)].map(([, each = ""]) => each);
    expect(named.filter((each) => !scripts.has(each))).toEqual([]);
  });

  it("names files that exist", () => {
    const paths = code.filter((each) => FILE.test(each) && !OF_THE_READER.has(each));
    expect(paths.filter((path) => !exists(path))).toEqual([]);
  });

  it("names settings, codes and values that exist", () => {
    const words = code.flatMap((each) => each.match(CAPITALS) ?? []);
    expect([...new Set(words)].filter((word) => !known.has(word))).toEqual([]);
  });

  it("gives each setting its real default", () => {
    const stated = [...text.matchAll(/`([A-Z][A-Z0-9_]+)`(?: \(|, )(\d[\d,]*)\)/g)];
    const wrong = stated.filter(
      ([, setting = "", value = ""]) =>
        defaults.has(setting) && defaults.get(setting) !== value.replaceAll(",", ""),
    );
    expect(wrong.map(([each]) => each)).toEqual([]);
  });
});

describe("CHANGELOG.md", () => {
  const lines = readFileSync("CHANGELOG.md", "utf8").split("\n");

  it("has the headings of Keep a Changelog, the newest first", () => {
    const headings = lines.filter((line) => line.startsWith("## "));
    expect(headings[0]).toBe("## [Unreleased]");
    for (const heading of headings.slice(1)) {
      expect(heading).toMatch(/^## \[\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d$/);
    }
    for (const heading of lines.filter((line) => line.startsWith("### "))) {
      expect(heading).toMatch(/^### (Added|Changed|Deprecated|Removed|Fixed|Security)$/);
    }
  });

  it("has one line for each change", () => {
    const first = lines.findIndex((line) => line.startsWith("## "));
    const others = lines.slice(first).filter((line) => line !== "" && !/^(- |##+ )/.test(line));
    expect(others).toEqual([]);
  });
});
