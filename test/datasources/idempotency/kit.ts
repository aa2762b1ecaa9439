import type { IdempotencyStore } from "../../../src/datasources/idempotency/store.ts";

/** Claims a key that must be free. */
export async function claimed(store: IdempotencyStore, key: string, fingerprint: string) {
  const standing = await store.claim(key, fingerprint);
  if (standing.state !== "claimed") throw new Error(`The key ${key} is taken.`);
  return standing.claim;
}

/** Claims a key that must be taken. */
export async function taken(store: IdempotencyStore, key: string, fingerprint: string) {
  const standing = await store.claim(key, fingerprint);
  if (standing.state !== "taken") throw new Error(`The key ${key} was free.`);
  return standing;
}
