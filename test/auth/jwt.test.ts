import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import {
  exportJWK,
  exportSPKI,
  generateKeyPair,
  type JWTPayload,
  SignJWT,
  UnsecuredJWT,
} from "jose";
import { describe, expect, it, onTestFinished } from "vitest";
import { startKit } from "../kit/index.ts";
import { AUDIENCE, bearer, directory, ISSUER, identityProvider } from "./kit.ts";

const NAME = `{ model(id: "am-4kq9trv2xw7b") { name } }`;
const ANSWER = { data: { model: { name: "客服助手" } } };

describe("a caller with a JWT", () => {
  it("gets in, with the scopes of either claim, and is logged by its subject", async () => {
    const { settings, sign } = await identityProvider();
    const { query, logged } = await startKit({ settings });
    for (const claims of [
      { scope: "openid read" },
      { scope: undefined, scp: "read" },
      { scope: undefined, scp: ["email", "read"] },
    ]) {
      expect(await query(NAME, {}, bearer(await sign(claims)))).toEqual(ANSWER);
    }
    expect(logged.at(-1)).toMatchObject({ caller: "ci", account: "default" });
    const { errors } = await query(NAME, {}, bearer(await sign({ scope: "openid" })));
    expect(errors?.[0]?.message).toBe("ci may not do this: it needs the scope read.");
  });

  it.each([
    ["that has expired", { claims: {}, expires: new Date(0) }, "The token has expired."],
    ["for another server", { claims: { aud: "elsewhere" } }, "must be here: aud."],
    ["of another issuer", { claims: { iss: "https://evil.example" } }, "must be here: iss."],
    ["without a subject", { claims: { sub: undefined } }, "must be here: sub."],
    ["with an empty subject", { claims: { sub: "" } }, "must be here: sub."],
    ["that is not valid yet", { claims: { nbf: 2 ** 40 } }, "The token is not valid yet."],
    ["of an unknown account", { claims: { qianfan_account: "b" } }, "no Qianfan account"],
  ])(
    "S12 does not get in by one %s",
    async (_, { claims, expires }: { claims: JWTPayload; expires?: Date }, told) => {
      const { settings, sign } = await identityProvider();
      const { query, upstream } = await startKit({ settings });
      const { data, errors } = await query(NAME, {}, bearer(await sign(claims, expires)));
      expect(data).toBeUndefined();
      expect(errors?.[0]).toMatchObject({
        message: expect.stringContaining(told),
        extensions: { code: "UNAUTHENTICATED" },
      });
      expect(upstream()).toEqual([]);
    },
  );

  it("S12 does not get in by one that is unsigned, signed by another, tampered with, or signed with the public key as a secret", async () => {
    const { settings, sign, publicKey } = await identityProvider();
    const { query, upstream } = await startKit({ settings });
    const claims = { sub: "ci", scope: "read", iss: ISSUER, aud: AUDIENCE };
    const header = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const genuine = await sign();
    const [, payload = "", signature = ""] = genuine.split(".");
    const more = header({ ...claims, scope: "read delete", exp: 4e9 });
    const secret = new TextEncoder().encode(await exportSPKI(publicKey));
    const forged = {
      "none, as jose writes it": new UnsecuredJWT(claims).setExpirationTime("5m").encode(),
      "None, with a signature": `${header({ alg: "None" })}.${payload}.${signature}`,
      "no signature": `${header({ alg: "ES256" })}.${payload}.`,
      "another's key": await (await identityProvider()).sign(),
      "other claims": `${genuine.split(".")[0]}.${more}.${signature}`,
      "the public key as a secret": await new SignJWT(claims)
        .setProtectedHeader({ alg: "HS256" })
        .setExpirationTime("5m")
        .sign(secret),
      "another algorithm": await (await identityProvider("ES384")).sign(),
      "no expiry": await new SignJWT(claims).setProtectedHeader({ alg: "HS256" }).sign(secret),
      "no JWT": "a.b.c",
    };
    expect(await query(NAME, {}, bearer(genuine))).toEqual(ANSWER);
    upstream();
    for (const [how, token] of Object.entries(forged)) {
      const { data, errors } = await query(NAME, {}, bearer(token));
      expect([how, data, errors?.[0]?.extensions.code]).toEqual([
        how,
        undefined,
        "UNAUTHENTICATED",
      ]);
    }
    expect(upstream()).toEqual([]);
  });

  it("gets in by a key set that the provider serves, and is asked to try again while it does not", async () => {
    const { publicKey, privateKey } = await generateKeyPair("RS256");
    const keys = [{ ...(await exportJWK(publicKey)), kid: "1", alg: "RS256" }];
    let works = false;
    const provider = createServer((_, response) => {
      response.writeHead(works ? 200 : 503, { "content-type": "application/json" });
      response.end(JSON.stringify({ keys }));
    }).listen(0, "127.0.0.1");
    onTestFinished(() => void provider.close());
    await new Promise((resolve) => provider.once("listening", resolve));
    const { port } = provider.address() as AddressInfo;
    const { url, query } = await startKit({
      settings: {
        JWT_JWKS_URL: `http://127.0.0.1:${port}/jwks.json`,
        JWT_ISSUER: ISSUER,
        JWT_AUDIENCE: AUDIENCE,
      },
    });
    const token = await new SignJWT({ sub: "ci", scope: "read" })
      .setProtectedHeader({ alg: "RS256", kid: "1" })
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setExpirationTime("5m")
      .sign(privateKey);
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", ...bearer(token) },
      body: JSON.stringify({ query: NAME }),
    });
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: "IDENTITY_UNAVAILABLE", retryable: true } }],
    });
    works = true;
    expect(await query(NAME, {}, bearer(token))).toEqual(ANSWER);
  });

  it("gets in by a PEM key as well", async () => {
    const { settings, sign, publicKey } = await identityProvider();
    const path = join(directory(), "key.pem");
    writeFileSync(path, await exportSPKI(publicKey));
    const { query } = await startKit({ settings: { ...settings, JWT_PUBLIC_KEY_FILE: path } });
    expect(await query(NAME, {}, bearer(await sign()))).toEqual(ANSWER);
  });
});

describe("the settings for JWTs", () => {
  it("are refused where they would let in the tokens of others", async () => {
    const { settings } = await identityProvider();
    const start = (changed: Record<string, string>) =>
      startKit({ settings: { ...settings, ...changed } });
    await expect(start({ JWT_ISSUER: "" })).rejects.toThrow("JWT_ISSUER is missing");
    await expect(start({ JWT_AUDIENCE: "" })).rejects.toThrow("JWT_AUDIENCE is missing");
    for (const algorithms of ["none", "HS256", "ES256,none"]) {
      await expect(start({ JWT_ALGORITHMS: algorithms })).rejects.toThrow("JWT_ALGORITHMS is");
    }
    await expect(start({ JWT_PUBLIC_KEY_FILE: "/dev/null" })).rejects.toThrow("is no public key");
    await expect(start({ JWT_JWKS_URL: "https://login.example.com/jwks" })).rejects.toThrow(
      "set one of both",
    );
    await expect(start({ AUTH: "none" })).rejects.toThrow("AUTH is none, but callers");
  });
});
