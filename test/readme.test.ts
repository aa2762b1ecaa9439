import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { startKit } from "./kit/index.ts";

const MAX_LINES = 120;

function firstBlock(text: string, language: string): string {
  const [, block] = new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, "s").exec(text) ?? [];
  if (block === undefined) throw new Error(`There is no ${language} block.`);
  return block;
}

function documentsIn(text: string): string[] {
  return [...text.matchAll(/\]\(((?:docs\/|examples|[A-Z])[^)#]*)\)/g)]
    .map(([, target = ""]) => target)
    .sort();
}

describe.each(["README.md", "README.zh-CN.md"])("%s", (file) => {
  const text = readFileSync(file, "utf8");

  it("has a query whose answer stands beside it, and costs one call", async () => {
    const { query, upstream } = await startKit();
    expect(await query(firstBlock(text, "graphql"))).toEqual(JSON.parse(firstBlock(text, "json")));
    expect(upstream()).toEqual(["modelDetail"]);
  });

  it(`has at most ${MAX_LINES} lines`, () => {
    expect(text.trimEnd().split("\n").length).toBeLessThanOrEqual(MAX_LINES);
  });
});

it("the Chinese README links to what the English one links to", () => {
  const [english = "", chinese = ""] = ["README.md", "README.zh-CN.md"].map((file) =>
    readFileSync(file, "utf8"),
  );
  const others = (text: string) => documentsIn(text).filter((name) => !name.startsWith("README"));
  expect(others(chinese)).toEqual(others(english));
});
