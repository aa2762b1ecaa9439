import { unescape as decoded } from "node:querystring";
import type { Credentials } from "../datasources/qianfan/index.ts";
import type { Config } from "./index.ts";

/** What the configuration holds and nobody may learn. */
export function secretsOf(
  { REDIS_URL }: Config,
  accounts: ReadonlyMap<string, Credentials>,
): string[] {
  const password = REDIS_URL === null ? "" : new URL(REDIS_URL).password;
  const keys = [...accounts.values()].flatMap(({ accessKey, secretKey }) => [accessKey, secretKey]);
  return [...keys, password, decoded(password)];
}

/** Takes secrets out of a text. */
export type Scrub = (text: string) => string;

/** What is secret by its form: a signature with the key that made it, a caller's token, a JWT. */
const FORMS = /bce-auth-v1\/[^\s"'\\]+|qfg_[\w-]{43}|eyJ[\w-]+\.[\w-]+\.[\w-]*/g;
/** A shorter one would be found in words. */
const SHORTEST = 8;

/**
 * The last net under errors and logs: nothing here writes a secret into them, but Qianfan's own words,
 * or a library's, may quote one.
 */
export function scrubber(secrets: Iterable<string>): Scrub {
  const forms = [...secrets]
    .filter((secret) => secret.length >= SHORTEST)
    // Logs and answers are JSON already when they are looked through.
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)]);
  const known = [...new Set(forms)];
  return (text) =>
    known
      .reduce((left, secret) => left.replaceAll(secret, "[secret]"), text)
      .replace(FORMS, "[secret]");
}
