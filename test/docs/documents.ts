import { readdirSync, readFileSync } from "node:fs";

const FOLDERS = ["docs", "docs/decisions"];
const OTHERS = [
  ...["README.md", "README.zh-CN.md", "CONTRIBUTING.md", "SECURITY.md"],
  ...[
    "bench/README.md",
    "examples/web/README.md",
    "examples/relay/README.md",
    "examples/mcp/README.md",
  ],
];

export interface Document {
  readonly name: string;
  readonly text: string;
  /** What stands in backticks, outside blocks of code. */
  readonly code: readonly string[];
}

/** Every document for people, but the changelog, which names what is gone. */
export function documents(): Document[] {
  const inFolders = FOLDERS.flatMap((folder) =>
    readdirSync(folder)
      .filter((file) => file.endsWith(".md"))
      .map((file) => `${folder}/${file}`),
  );
  return [...OTHERS, ...inFolders].map((name) => {
    const text = readFileSync(name, "utf8");
    const prose = text.replaceAll(/^ *```.*?^ *```/gms, "");
    return { name, text, code: [...prose.matchAll(/`([^`\n]+)`/g)].map(([, code = ""]) => code) };
  });
}
