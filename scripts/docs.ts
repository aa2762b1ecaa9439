import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { settingsTable } from "../src/config.ts";
import { CODES, type Meaning, STATUSES } from "../src/datasources/qianfan/codes.ts";
import { ERROR_CATALOGUE } from "../src/errors.ts";
import { keepGenerated } from "./generated.ts";
import { withPromises } from "./promises.ts";

// Writes the parts of the documents that say what the code says; --check fails when one differs.
const { values } = parseArgs({
  options: { write: { type: "boolean" }, check: { type: "boolean" } },
});

const DOCUMENTS: Readonly<Record<string, () => string>> = {
  "README.md": () => withPromises(readFileSync("README.md", "utf8")),
  "docs/settings.md": () =>
    `# Settings

Every setting is an environment variable; a file \`.env\` in the working directory is read too. A wrong or missing setting stops the start with one line for each fault. No line shows a secret.

- An empty setting counts as not set.
- A number has digits alone: no unit, no sign, no separator. The unit is part of the setting's name.
- Quotes are part of a value in the environment, and with Docker's \`--env-file\`. In \`.env\` they may stand around a value. A comment in \`.env\` begins with \`#\` at the start of a line or after a space, so that a password may contain \`#\`.
- A name that looks like a setting's (\`UPSTREAM_TIMEOUT\` for \`UPSTREAM_TIMEOUT_MS\`) is a warning in the log, or a line beside the faults that stop the start.
- Settings that contradict each other stop the start: a minimum above its maximum, \`JWT_ISSUER\` without a key, one port for both servers.

${table(
  ["setting", "default", "what it does"],
  settingsTable().map(({ name, byDefault, about }) => [
    `\`${name}\``,
    byDefault === "" ? "none" : `\`${byDefault}\``,
    about,
  ]),
)}
`,
  "docs/errors.md": () =>
    `# Errors

Every error this server answers with carries \`extensions.code\`, one of the codes below, and \`extensions.retryable\`: whether the same request may succeed later, unchanged. Those that come from Qianfan carry \`extensions.qianfan\` with \`operation\`, \`errorCode\`, \`message\`, \`requestId\`, \`httpStatus\` and \`attempts\` (how often it was tried). A limit that is reached (\`LIMIT_EXCEEDED\`, \`UPSTREAM_BUDGET_EXCEEDED\`, \`SUBSCRIPTION_LIMIT_EXCEEDED\`) names its \`setting\`, the \`limit\` and what was \`found\`; \`RATE_LIMITED\` has the first two. Where it is known from when on it is worth trying again, \`extensions.retryAt\` tells. The message is in English, or in Chinese when \`Accept-Language\` prefers it. What Qianfan declines in a mutation (a name that is taken, a run already published) is no error: it comes as \`userErrors\` in the mutation's payload. Something that does not exist is null.

${table(
  ["code", "retryable", "message"],
  Object.entries(ERROR_CATALOGUE).map(([code, { retryable, message }]) => [
    `\`${code}\``,
    retryable ? "yes" : "no",
    `${message.en}<br>${message.zh}`,
  ]),
)}

## What Qianfan's codes become

A code that an operation documents for itself (a name that is taken, no such model) comes first: it is a user error of a mutation, or null for a lookup. Then these, in a body with HTTP 200 as with any other status, and in \`X-Bce-Error-Code\`; on writes, what may have taken effect is \`OUTCOME_UNKNOWN\` instead ([reliability.md](reliability.md)).

${meanings([...CODES].map(([code, meaning]) => [`\`${code}\``, meaning]))}

Where the code says nothing, the HTTP status decides. Anything else that is not a success is \`QIANFAN_ERROR\`.

${meanings(STATUSES.map((status) => [`HTTP ${statusRange(status)}`, status]))}
`,
};

function meanings(rows: readonly (readonly [string, Meaning])[]): string {
  return table(
    ["Qianfan's", "meaning", "ours", "reads are tried again"],
    rows.map(([name, { about, is, transient }]) => [
      name,
      about,
      `\`${is}\``,
      transient ? "yes" : "no",
    ]),
  );
}

function statusRange({ from, to }: { from: number; to: number }): string {
  return from === to ? String(from) : `${from} to ${to}`;
}

for (const [name, text] of Object.entries(DOCUMENTS)) {
  keepGenerated(name, text(), { ...values, command: "npm run docs:write" });
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
