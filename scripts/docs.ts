import { parseArgs } from "node:util";
import { settingsTable } from "../src/config/index.ts";
import {
  type ErrorClass,
  GATEWAY_CODES,
  STATUSES,
} from "../src/datasources/qianfan/http/error-classes.ts";
import { V1_CODES } from "../src/datasources/qianfan/v1/error-codes.ts";
import { V2_CODES } from "../src/datasources/qianfan/v2/error-codes.ts";
import { ERROR_CATALOGUE } from "../src/domain/errors.ts";
import { keepGenerated } from "./generated.ts";
import { protocolsDocument } from "./protocols.ts";
import { table } from "./table.ts";

// Writes the parts of the documents that say what the code says; --check fails when one differs.
const { values } = parseArgs({
  options: { write: { type: "boolean" }, check: { type: "boolean" } },
});

const DOCUMENTS: Readonly<Record<string, () => string>> = {
  "docs/settings.md": () =>
    `# Settings

Every setting is an environment variable. The server also reads a file \`.env\` in the working directory. A wrong or missing setting stops the start, with one line for each fault. No line shows a secret.

- An empty setting counts as not set.
- A number has only digits: no unit, no sign, no separator. The unit is part of the setting's name.
- In the environment, and with Docker's \`--env-file\`, quotes are part of a value. In \`.env\` they may surround a value. A comment in \`.env\` starts with \`#\` at the start of a line or after a space, so a password may contain \`#\`.
- A name that resembles a setting (\`UPSTREAM_TIMEOUT\` for \`UPSTREAM_TIMEOUT_MS\`) causes a warning in the log, or a line beside the faults that stop the start.
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

Every error, over every transport, has in its \`extensions\`:

- \`code\`: one of the codes below.
- \`retryable\`: whether the same request may succeed later, unchanged.
- \`requestId\`: the \`X-Request-Id\` of the request, as the log has it; over a WebSocket that of the request that opened it.

Those that come from Qianfan carry \`extensions.qianfan\` with \`operation\`, \`errorCode\`, \`message\`, \`requestId\`, \`httpStatus\` and \`attempts\` (how often it was tried). \`extensions.retryAt\`, when present, is the earliest time worth retrying. The message is in English, or in Chinese when \`Accept-Language\` prefers it. What Qianfan declines in a mutation (a name that is taken, a run already published) is no error: it comes as \`userErrors\` in the mutation's payload. Something that does not exist is null.

${table(
  ["code", "retryable", "message"],
  Object.entries(ERROR_CATALOGUE).map(([code, { retryable, message }]) => [
    `\`${code}\``,
    retryable ? "yes" : "no",
    `${message.en}<br>${message.zh}`,
  ]),
)}

The English message of \`GRAPHQL_PARSE_FAILED\`, \`GRAPHQL_VALIDATION_FAILED\`, \`OPERATION_RESOLUTION_FAILURE\` and many a \`BAD_USER_INPUT\` or \`BAD_REQUEST\` is GraphQL's or Apollo Server's own. In Chinese it is translated; where no translation is known, the message is the sentence of the table, and \`extensions.detail\` has the English one. \`PersistedQueryNotFound\` is the same in both languages, since clients look for it.

## Faults of an input

\`BAD_USER_INPUT\` about an argument has \`extensions.problems\`, one entry for each fault:

- \`path\`: a list, as in \`["input", "versions", 2, "modelVersionId"]\`: an argument, then names of fields and places in lists. Where a variable is at fault before any field is looked at, the first entry is its name, \`"$input"\`.
- \`given\`: what was given, shortened.
- \`allowed\`: what is allowed.

\`given\` and \`allowed\` are in the language of the message.

## Where an error is

| transport | an error of the request | an error of an operation |
| --- | --- | --- |
| POST, GET | \`errors\` in a JSON body, with the status that [http.md](http.md#answers) lists | the same, beside \`data\` |
| server-sent events | the same, or \`errors\` in one event \`next\`, then \`complete\` | \`errors\` in \`next\` |
| WebSocket | before it is open, \`errors\` in a JSON body (403, 404, 421); then a message \`error\` | \`errors\` in \`next\` |

A WebSocket that is closed because of an error of the table has the code and the message as the reason: 4401 \`UNAUTHENTICATED: …\`; 1013 instead of 4401 where it may succeed later. The reasons of 4400, 4408, 4409 and 4429 are the protocol's own.

## What Qianfan's codes become

A code that Qianfan documents for one operation (a name that is taken, no such model) comes first: it is a user error of a mutation, or null for a lookup. Then the codes below apply, in a body with any HTTP status, 200 included, and in \`X-Bce-Error-Code\`. A write that may have taken effect is \`OUTCOME_UNKNOWN\` instead ([reliability.md](reliability.md)).

${meanings([...V1_CODES, ...V2_CODES, ...GATEWAY_CODES].map(([code, meaning]) => [`\`${code}\``, meaning]))}

For any other code, the HTTP status decides. Every other failure is \`QIANFAN_ERROR\`.

${meanings(STATUSES.map((status) => [`HTTP ${statusRange(status)}`, status]))}
`,
  "docs/protocols.md": protocolsDocument,
};

function meanings(rows: readonly (readonly [string, ErrorClass])[]): string {
  return table(
    ["Qianfan's", "meaning", "this server's", "reads are retried"],
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
