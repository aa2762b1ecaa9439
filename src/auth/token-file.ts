import { z } from "zod";
import { ConfigError } from "../config/index.ts";
import { readJsonFile } from "../util/json-file.ts";
import { SCOPES } from "./caller.ts";

export const tokenEntry = z.strictObject({
  name: z.string().regex(/^[\w.@-]{1,64}$/, "1 to 64 letters, digits or . _ @ -"),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, "64 hexadecimal digits"),
  scopes: z.array(z.enum(SCOPES, `any of ${SCOPES.join(", ")}`)),
  expires: z.iso.datetime("a time such as 2030-01-31T00:00:00Z, or null").nullable(),
  account: z.string().optional(),
});

const file = z.strictObject({ tokens: z.array(tokenEntry) });

/** A caller with a bearer token, as the file has it. */
export type TokenEntry = z.output<typeof tokenEntry>;

/** @throws ConfigError which names what is wrong in the file, and never shows what it holds. */
export function readTokenFile(path: string): TokenEntry[] {
  const { tokens } = readJsonFile("TOKENS_FILE", path, file);
  const names = tokens.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new ConfigError([`TOKENS_FILE: ${path}: two are named ${twice}.`]);
  return tokens;
}
