import { existsSync, readFileSync } from "node:fs";

const DOCUMENTS = ["docs/reliability.md", "docs/security.md", "docs/scaling.md"];
const SECTION = /(<!-- promises: [^>]*-->\n)[\s\S]*?(<!-- \/promises -->)/;

/** A text with its section of promises as the documents tell them, one table for each. */
export function withPromises(text: string): string {
  const tables = DOCUMENTS.filter(existsSync).map(promisesOf).join("\n\n");
  return text.replace(SECTION, (_, begin: string, end: string) => `${begin}${tables}\n${end}`);
}

function promisesOf(name: string): string {
  const lines = readFileSync(name, "utf8").split("\n");
  const first = lines.findIndex((line) => /^\| [A-Z]\d\d\w? +\|/.test(line));
  const last = lines.findIndex((line, index) => index > first && !line.startsWith("|"));
  // The README is a folder above.
  return lines
    .slice(first - 2, last)
    .map((line) => line.replaceAll(/\]\((?!\w+:|#)/g, "](docs/"))
    .join("\n");
}
