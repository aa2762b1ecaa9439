import { existsSync, renameSync, writeFileSync } from "node:fs";
import { ConfigError } from "../config/index.ts";
import { hashToken, newToken } from "./token.ts";
import { readTokenFile, type TokenEntry, tokenEntry } from "./token-file.ts";

export type NewToken = Omit<TokenEntry, "sha256">;

/**
 * Makes a token, adds its hash to the file, and returns it: nothing else ever knows it.
 *
 * @throws ConfigError where the file or what is wanted of the token is wrong.
 */
export function addToken(path: string, wanted: NewToken): string {
  const tokens = existsSync(path) ? readTokenFile(path) : [];
  if (tokens.some(({ name }) => name === wanted.name)) {
    throw new ConfigError([`${path} has a token named ${wanted.name} already.`]);
  }
  const token = newToken();
  const { data, error } = tokenEntry.safeParse({ ...wanted, sha256: hashToken(token) });
  if (error) {
    throw new ConfigError(
      error.issues.map(({ path: [member], message }) => `${String(member)}: ${message}.`),
    );
  }
  // A server that looks at the file meanwhile sees it whole, as it was or as it is.
  const draft = `${path}.new`;
  writeFileSync(draft, `${JSON.stringify({ tokens: [...tokens, data] }, null, 2)}\n`, {
    mode: 0o600,
  });
  renameSync(draft, path);
  return token;
}

/** When something ends: `90d`, a time, or `never`; undefined for anything else. */
export function expiryOf(text: string, now: Date): string | null | undefined {
  if (text === "never") return null;
  const days = /^(\d{1,5})d$/.exec(text)?.[1];
  if (days !== undefined) return new Date(now.getTime() + Number(days) * 86_400_000).toISOString();
  return Number.isNaN(Date.parse(text)) ? undefined : new Date(text).toISOString();
}
