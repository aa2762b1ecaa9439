import { existsSync, readFileSync } from "node:fs";

const DOCUMENTS = ["docs/reliability.md", "docs/security.md", "docs/scaling.md"];
const SECTION = /(<!-- promises: [^>]*-->\n)[\s\S]*?(<!-- \/promises -->)/;

/** A text with its section of promises as the documents tell them: id, situation, outcome, test. */
export function withPromises(text: string): string {
  const rows = DOCUMENTS.filter(existsSync).flatMap((name) =>
    readFileSync(name, "utf8")
      .split("\n")
      .filter((line) => /^\| [A-Z]\d\d\w? +\|/.test(line)),
  );
  const table = ["| id | situation | outcome | test |", "| --- | --- | --- | --- |", ...rows].join(
    "\n",
  );
  return text.replace(SECTION, (_, begin: string, end: string) => `${begin}${table}\n${end}`);
}
