import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { settingsTable } from "../../src/config/index.ts";
import { ERROR_CATALOGUE } from "../../src/domain/errors.ts";
import { Metrics } from "../../src/observability/metrics.ts";
import { documents } from "./documents.ts";

const SENTENCE = /[.)]$/;
const PREFIX = "qianfan_graphql_";
/** What Prometheus makes of a histogram. */
const PARTS = /_(bucket|sum|count)$/;

/** The server's code without the rows of the table of settings. */
function source(): string {
  return readdirSync("src", { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.startsWith("emulator"))
    .map((name) => readFileSync(`src/${name}`, "utf8"))
    .join("\n")
    .replaceAll(/^ {2}[A-Z_]+: setting\(.*$/gm, "");
}

function placeholders(text: string): string[] {
  return [...new Set(text.match(/\{\w+\}/g))].sort();
}

describe("each error code", () => {
  const documented = readFileSync("docs/errors.md", "utf8");

  it.each(Object.entries(ERROR_CATALOGUE))(
    "has a message in both languages and a row in docs/errors.md: %s",
    (code, { message: { en, zh } }) => {
      expect(documented).toContain(`| \`${code}\` |`);
      expect(placeholders(zh)).toEqual(placeholders(en));
      const [english, chinese] = [en, zh].map((text) => text.replaceAll(/\{\w+\}/g, ""));
      expect(english).not.toMatch(/\p{Script=Han}/u);
      // A constant of the protocol, which clients compare, is the same in every language.
      const isConstant = english === "PersistedQueryNotFound";
      if (english !== "" && !isConstant) expect(chinese).toMatch(/\p{Script=Han}/u);
    },
  );
});

describe("each setting", () => {
  const code = source();

  it.each(settingsTable())("is explained by a sentence and read by the code: $name", (row) => {
    const { name, about } = row;
    expect(about).toMatch(SENTENCE);
    expect(new RegExp(`\\b${name}\\b`).test(code)).toBe(true);
  });
});

describe("each metric of this server", () => {
  const served = new Metrics(1).registry.getMetricsAsArray().map(({ name }) => name);
  const own = served.filter((name) => name.startsWith(PREFIX));

  it("has a row of its own in docs/operations.md", () => {
    const text = readFileSync("docs/operations.md", "utf8");
    expect(own.length).toBeGreaterThan(10);
    expect(own.filter((name) => !text.includes(`\n| \`${name}\` |`))).toEqual([]);
  });

  it("is named in the documents by a name that exists", () => {
    const named = documents().flatMap(({ text }) => text.match(/\bqianfan_graphql_\w+/g) ?? []);
    const known = new Set(served);
    const strays = named.filter((name) => !known.has(name) && !known.has(name.replace(PARTS, "")));
    expect(strays).toEqual([]);
  });
});
