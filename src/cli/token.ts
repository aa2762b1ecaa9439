import { parseArgs } from "node:util";
import { addToken, expiryOf } from "../auth/add-token.ts";
import { isScope, SCOPES } from "../auth/caller.ts";
import { loadEnvFile } from "../config/env-file.ts";
import { ConfigError } from "../config/index.ts";

const HELP = `Makes a bearer token for a caller, and adds its hash to the file of callers.

Usage: qianfan-graphql token --name <name> --scopes <scopes> [options]   (in a checkout: npm run token -- ...)

  --name <name>        what logs call the caller: letters, digits or . _ @ -
  --scopes <list>      what it may do, with commas: ${SCOPES.join(", ")}
  --expires <when>     90d (the default), a time such as 2030-01-31, or never
  --account <name>     the Qianfan account of ACCOUNTS_FILE it uses
  --file <path>        the file (default: TOKENS_FILE)
  --help               show this text
`;

try {
  loadEnvFile(process.env);
  main();
} catch (error) {
  const isMistake = error instanceof ConfigError || (error instanceof Error && "code" in error);
  if (!isMistake) throw error;
  process.stderr.write(`token: ${error.message}\nTry --help.\n`);
  process.exitCode = 1;
}

function main(): void {
  const { values } = parseArgs({
    options: {
      name: { type: "string", default: "" },
      scopes: { type: "string", default: "" },
      expires: { type: "string", default: "90d" },
      account: { type: "string" },
      file: { type: "string", default: process.env.TOKENS_FILE ?? "" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const { name, account, file } = values;
  if (file === "") throw new ConfigError(["which file? Set TOKENS_FILE, or give --file."]);
  const expires = expiryOf(values.expires, new Date());
  if (expires === undefined) {
    throw new ConfigError([`--expires takes 90d, a time or never, not ${values.expires}.`]);
  }
  const scopes = scopesOf(values.scopes);
  const token = addToken(file, { name, scopes, expires, ...(account ? { account } : {}) });
  process.stderr.write(
    `${name} may ${scopes.join(", ")} until ${expires ?? "its token is removed"}.\n`,
  );
  process.stderr.write("The token, which is shown this once and stored nowhere:\n");
  process.stdout.write(`${token}\n`);
}

function scopesOf(list: string) {
  const names = list.split(",").map((name) => name.trim());
  if (!names.every(isScope)) {
    throw new ConfigError([`--scopes takes any of ${SCOPES.join(", ")}, with commas.`]);
  }
  return names;
}
