import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";

const DOCUMENTS = [
  "README.md",
  "README.zh-CN.md",
  "CHANGELOG.md",
  ...["CONTRIBUTING.md", "SECURITY.md"].filter((name) => existsSync(name)),
  ...["docs", "examples", "deploy"].flatMap(markdownIn),
];

function markdownIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md") && !name.includes("node_modules"))
    .map((name) => join(folder, name));
}

function withoutCode(text: string): string {
  return text.replaceAll(/^```.*?^```/gms, "").replaceAll(/`[^`\n]*`/g, "code");
}

/** The anchors that GitHub makes of headings. */
function anchorsOf(path: string): string[] {
  const text = readFileSync(path, "utf8").replaceAll(/^```.*?^```/gms, "");
  const seen = new Map<string, number>();
  return [...text.matchAll(/^#{1,6} +(.+?) *$/gm)].map(([, heading = ""]) => {
    const anchor = heading
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(/\s/g, "-");
    const count = seen.get(anchor) ?? 0;
    seen.set(anchor, count + 1);
    return count === 0 ? anchor : `${anchor}-${count}`;
  });
}

function faultOf(document: string, target: string): string | null {
  const [file = "", anchor] = decodeURI(target).split("#");
  const path = file === "" ? document : join(dirname(document), file);
  if (!existsSync(path)) return `${target}: there is no ${path}`;
  if (anchor === undefined || !statSync(path).isFile() || !path.endsWith(".md")) return null;
  return anchorsOf(path).includes(anchor) ? null : `${target}: there is no such heading`;
}

describe.each(DOCUMENTS)("%s", (document) => {
  it("links to files and headings that are there", () => {
    const text = withoutCode(readFileSync(document, "utf8"));
    const targets = [...text.matchAll(/\]\(([^)\s]+)[^)]*\)/g)]
      .map(([, target = ""]) => target)
      .filter((target) => !/^[a-z]+:/i.test(target));
    expect(targets.map((target) => faultOf(document, target)).filter(Boolean)).toEqual([]);
  });
});
