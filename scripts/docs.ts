import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { createTwoFilesPatch } from "diff";
import { settingsTable } from "../src/config.ts";
import { ERROR_CATALOGUE } from "../src/errors.ts";

// Writes the parts of the documents that say what the code says; --check fails when one differs.
const { values } = parseArgs({
  options: { write: { type: "boolean" }, check: { type: "boolean" } },
});

const DOCUMENTS: Readonly<Record<string, () => string>> = {
  "docs/settings.md": () =>
    `# Settings

Every setting is an environment variable; a file \`.env\` in the working directory is read too. A wrong or missing setting stops the start with one line for each fault.

${table(
  ["setting", "default", "what it does"],
  settingsTable().map(({ name, byDefault, about }) => [
    `\`${name}\``,
    byDefault === null ? "none: it must be set" : `\`${byDefault}\``,
    about,
  ]),
)}
`,
  "docs/errors.md": () =>
    `# Errors

Every error this server answers with carries \`extensions.code\`, one of the codes below, and \`extensions.retryable\`: whether the same request may succeed later, unchanged. Those that come from Qianfan carry \`extensions.qianfan\` with \`operation\`, \`errorCode\`, \`message\`, \`requestId\`, \`httpStatus\` and \`attempts\`. The message is in English, or in Chinese when \`Accept-Language\` prefers it. What Qianfan declines in a mutation (a name that is taken, a run already published) is no error: it comes as \`userErrors\` in the mutation's payload. Something that does not exist is null.

${table(
  ["code", "retryable", "message"],
  Object.entries(ERROR_CATALOGUE).map(([code, { retryable, message }]) => [
    `\`${code}\``,
    retryable ? "yes" : "no",
    `${message.en}<br>${message.zh}`,
  ]),
)}
`,
};

for (const [name, text] of Object.entries(DOCUMENTS)) {
  const file = new URL(`../${name}`, import.meta.url);
  if (values.write) writeFileSync(file, text());
  else if (values.check) check(name, readFileSync(file, "utf8"), text());
}

function check(name: string, committed: string, text: string): void {
  if (committed === text) return;
  process.stderr.write(
    `${name} is not what the code says; "npm run docs:write" mends it:\n${createTwoFilesPatch(name, "the code", committed, text)}`,
  );
  process.exitCode = 1;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
