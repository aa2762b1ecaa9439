import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { startKit } from "./kit/index.ts";

function firstBlock(text: string, language: string): string {
  const [, block] = new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, "s").exec(text) ?? [];
  if (block === undefined) throw new Error(`There is no ${language} block.`);
  return block;
}

it.each(["README.md", "README.zh-CN.md"])(
  "the query in %s has the answer beside it",
  async (file) => {
    const text = readFileSync(file, "utf8");
    const { query } = await startKit();
    expect(await query(firstBlock(text, "graphql"))).toEqual(JSON.parse(firstBlock(text, "json")));
  },
);
