import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const ROW = /^\| ([A-Z]\d\d\w?) +\|.*\| ([^|]*) \|$/gm;

describe.each(["docs/reliability.md", "docs/security.md", "docs/scaling.md"])("%s", (name) => {
  const rows = [...readFileSync(name, "utf8").matchAll(ROW)];

  it("names for each promise the tests that carry its id", () => {
    expect(rows.length).toBeGreaterThan(20);
    const missing = rows.flatMap(([, id = "", tests = ""]) =>
      (tests.match(/test\/[\w/-]+\.test\.ts/g) ?? [])
        .filter((test) => !new RegExp(`\\b${id}\\b`).test(readFileSync(test, "utf8")))
        .map((test) => `${id}: ${test}`),
    );
    expect(missing).toEqual([]);
  });
});
