import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from "jose";
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

/** A provider that serves a key set while it works, and the settings that accept its JWTs. */
export async function keySetProvider(keys: readonly JWK[]) {
  const provider = { works: true, keys, asked: 0 };
  const server = createServer((_, response) => {
    response.writeHead(provider.works ? 200 : 503, { "content-type": "application/json" });
    provider.asked++;
    response.end(JSON.stringify({ keys: provider.keys }));
  }).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(provider, {
    settings: {
      JWT_JWKS_URL: `http://127.0.0.1:${port}/jwks.json`,
      JWT_ISSUER: ISSUER,
      JWT_AUDIENCE: AUDIENCE,
    },
  });
}

/** A key of a key set, and what signs with it. */
export async function signingKey(alg: string, named: { readonly kid?: string } = {}) {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  return {
    jwk: { ...(await exportJWK(publicKey)), ...named },
    sign(header: { readonly kid?: string } = {}, claims: JWTPayload = {}): Promise<string> {
      return new SignJWT({ sub: "ci", scope: "read", iss: ISSUER, aud: AUDIENCE, ...claims })
        .setProtectedHeader({ alg, ...header })
        .setExpirationTime("5m")
        .sign(privateKey);
    },
  };
}
