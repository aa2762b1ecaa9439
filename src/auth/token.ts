import { hash, randomBytes, timingSafeEqual } from "node:crypto";

// Scanners of repositories and logs find a token by its prefix.
const PREFIX = "qfg_";
const FORM = /^qfg_[\w-]{43}$/;

export function newToken(): string {
  return `${PREFIX}${randomBytes(32).toString("base64url")}`;
}

export function isToken(text: string): boolean {
  return FORM.test(text);
}

/** A token is 256 random bits, which nobody guesses from a fast hash: no salt, no slow function. */
export function hashToken(token: string): string {
  return digest(token).toString("hex");
}

/** The entry with a token's hash; each is compared in full, so that the time taken tells nothing. */
export function findByHash<Entry extends { readonly hash: Buffer }>(
  entries: readonly Entry[],
  token: string,
): Entry | null {
  const wanted = digest(token);
  let found: Entry | null = null;
  for (const entry of entries) {
    if (timingSafeEqual(entry.hash, wanted)) found = entry;
  }
  return found;
}

function digest(token: string): Buffer {
  return hash("sha256", token, "buffer");
}
