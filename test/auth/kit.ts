import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";
import { onTestFinished } from "vitest";
import { addToken, type NewToken } from "../../src/auth/add-token.ts";

export const ISSUER = "https://login.example.com/";
export const AUDIENCE = "qianfan-graphql";

/** A directory that is gone after the test. */
export function directory(): string {
  const path = mkdtempSync(join(tmpdir(), "qianfan-graphql-"));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

export function bearer(token: string): { authorization: string } {
  return { authorization: `Bearer ${token}` };
}

/** A file with a token of each name, and the tokens. */
export function tokensFile(...wanted: Partial<NewToken>[]): { path: string; tokens: string[] } {
  const path = join(directory(), "tokens.json");
  const tokens = wanted.map((token, index) =>
    addToken(path, { name: `caller-${index}`, scopes: ["read"], expires: null, ...token }),
  );
  return { path, tokens };
}

/** The settings that accept a fresh key's JWTs, and what signs with it. */
export async function identityProvider(alg = "ES256") {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  const path = join(directory(), "key.json");
  writeFileSync(path, JSON.stringify(await exportJWK(publicKey)));
  const settings = {
    JWT_PUBLIC_KEY_FILE: path,
    JWT_ISSUER: ISSUER,
    JWT_AUDIENCE: AUDIENCE,
    JWT_ALGORITHMS: "ES256",
  };
  const claims = { sub: "ci", scope: "read", iss: ISSUER, aud: AUDIENCE };
  return {
    settings,
    publicKey,
    sign(changed: JWTPayload = {}, expires: string | number | Date = "5m"): Promise<string> {
      return new SignJWT({ ...claims, ...changed })
        .setProtectedHeader({ alg, kid: "1" })
        .setExpirationTime(expires)
        .sign(privateKey);
    },
  };
}
