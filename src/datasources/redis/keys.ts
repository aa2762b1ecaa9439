import { createHmac } from "node:crypto";
import type { Credentials } from "../qianfan/index.ts";

/**
 * Where an account's things lie in Redis. The name takes the account's secret key to work out, so that
 * no account finds another's; neither key can be read from it.
 */
export function accountPrefix({ accessKey, secretKey }: Credentials): string {
  const hash = createHmac("sha256", secretKey).update(`qianfan-graphql ${accessKey}`);
  return `qianfan-graphql:${hash.digest("base64url")}`;
}

/** An idempotency key may hold anything a caller wrote, and need not be readable by others. */
export function hashed(prefix: string, key: string): string {
  return createHmac("sha256", prefix).update(key).digest("base64url");
}
