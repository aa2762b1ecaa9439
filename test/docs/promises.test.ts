import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const DOCUMENTS = ["docs/reliability.md", "docs/security.md", "docs/scaling.md"];
const ROW = /^\| ([A-Z]\d\w) +\|.*\| ([^|]*) \|$/gm;
const TEST_FILE = /test\/[\w/-]+\.test\.ts/g;
/** Ids at the start of a test's title, or of what follows its colon. */
const TITLE = /["`](?:[^"`\n]*: )?((?:[A-Z]\d\w[ :]+)+)\S/g;

interface Row {
  readonly id: string;
  readonly tests: readonly string[];
}

function rowsOf(document: string): Row[] {
  return [...readFileSync(document, "utf8").matchAll(ROW)].map(([, id = "", tests = ""]) => ({
    id,
    tests: tests.match(TEST_FILE) ?? [],
  }));
}

function idsIn(test: string): string[] {
  const titles = readFileSync(test, "utf8").matchAll(TITLE);
  return [...titles].flatMap(([, ids = ""]) => ids.match(/[A-Z]\d\w/g) ?? []);
}

describe.each(DOCUMENTS)("%s", (document) => {
  const rows = rowsOf(document);

  it("names for each promise a test that carries its id in a title", () => {
    expect(rows.length).toBeGreaterThan(20);
    expect(rows.filter(({ tests }) => tests.length === 0)).toEqual([]);
    const missing = rows.flatMap(({ id, tests }) =>
      tests.filter((test) => !idsIn(test).includes(id)).map((test) => `${id}: ${test}`),
    );
    expect(missing).toEqual([]);
  });

  it("names no test that is skipped or left to write, or that expects nothing", () => {
    const files = [...new Set(rows.flatMap(({ tests }) => tests))];
    const silent = files.filter((file) => {
      const text = readFileSync(file, "utf8");
      return /\.(skip|todo|only|fails)\b/.test(text) || !/\bexpect|assert/i.test(text);
    });
    expect(silent).toEqual([]);
  });
});

it("each promise has one row, and each id of a test has a row", () => {
  const ids = DOCUMENTS.flatMap(rowsOf).map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)]);
  const series = new Set(ids.map((id) => id[0]));
  const tests = readdirSync("test", { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => `test/${name}`);
  const carried = tests.flatMap(idsIn);
  const strays = carried.filter((id) => series.has(id[0]) && !ids.includes(id));
  expect(strays).toEqual([]);
});

it("the promises without an id name tests that exist", () => {
  const paths = readFileSync("docs/promises.md", "utf8").match(/`test\/[^`]+`/g) ?? [];
  expect(paths.length).toBeGreaterThan(20);
  expect(paths.filter((path) => !existsSync(path.slice(1, -1)))).toEqual([]);
});
