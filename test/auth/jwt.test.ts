import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { exportSPKI, type JWTPayload, SignJWT, UnsecuredJWT } from "jose";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { startKit } from "../kit/index.ts";
import { wsClient } from "../kit/subscribe.ts";
import {
  AUDIENCE,
  bearer,
  directory,
  ISSUER,
  identityProvider,
  keySetProvider,
  signingKey,
} from "./kit.ts";

const NAME = `{ model(id: "am-4kq9trv2xw7b") { name } }`;
const WATCH = `subscription { evaluationTaskUpdated(id: "ame-7dk3wm9qx2tz") { state } }`;
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
    const key = await signingKey("RS256", { kid: "1" });
    const provider = await keySetProvider([key.jwk]);
    provider.works = false;
    const { url, query } = await startKit({ settings: provider.settings });
    const token = await key.sign({ kid: "1" });
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", ...bearer(token) },
      body: JSON.stringify({ query: NAME }),
    });
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: "IDENTITY_UNAVAILABLE", retryable: true } }],
    });
    provider.works = true;
    expect(await query(NAME, {}, bearer(token))).toEqual(ANSWER);
  });

  it.each([
    ["without kid, of either key of one kind", ["RS256", "RS256"], {}, {}],
    ["without kid, of keys with different kids", ["ES256", "ES256"], { kid: "1" }, {}],
    ["with a kid that two keys share", ["ES256", "ES256"], { kid: "1" }, { kid: "1" }],
    ["without kid, of keys of two kinds", ["RS256", "ES256"], {}, {}],
  ])("gets in by a token %s", async (_, algorithms, named, header) => {
    const keys = await Promise.all(algorithms.map((alg) => signingKey(alg, named)));
    const { settings } = await keySetProvider(keys.map(({ jwk }) => jwk));
    const { query } = await startKit({ settings });
    for (const key of keys) {
      expect(await query(NAME, {}, bearer(await key.sign(header)))).toEqual(ANSWER);
    }
  });

  it("gets in by a new key without kid once the keys may be fetched again, twice a minute at most", async () => {
    const [old, fresh, forged] = await Promise.all([
      signingKey("RS256"),
      signingKey("RS256"),
      signingKey("RS256"),
    ]);
    const provider = await keySetProvider([old.jwk]);
    const { query } = await startKit({ settings: provider.settings });
    expect(await query(NAME, {}, bearer(await old.sign()))).toEqual(ANSWER);
    provider.keys = [fresh.jwk];
    const now = vi.spyOn(Date, "now");
    onTestFinished(() => now.mockRestore());
    now.mockImplementation(() => performance.timeOrigin + performance.now() + 31_000);
    expect(await query(NAME, {}, bearer(await fresh.sign()))).toEqual(ANSWER);
    for (let count = 0; count < 5; count++) {
      const { errors } = await query(NAME, {}, bearer(await forged.sign()));
      expect(errors?.[0]?.extensions.code).toBe("UNAUTHENTICATED");
    }
    expect(provider.asked).toBe(2);
  });

  it("S12 does not get in by a forged token where several keys match, over HTTP and over a WebSocket", async () => {
    const keys = await Promise.all([signingKey("RS256"), signingKey("RS256")]);
    // A key that no token can be verified by must not keep the others from being tried.
    const broken = { kty: "RSA", n: "AQAB", e: "AQAB" };
    const { settings } = await keySetProvider([broken, ...keys.map(({ jwk }) => jwk)]);
    const kit = await startKit({ settings });
    const [key] = keys;
    const forged = await (await signingKey("RS256")).sign();
    for (const [token, told] of [
      [forged, "The token's signature does not hold."],
      [await key.sign({}, { aud: "elsewhere" }), "must be here: aud."],
    ] as const) {
      const { errors } = await kit.query(NAME, {}, bearer(token));
      expect(errors?.[0]).toMatchObject({
        message: expect.stringContaining(told),
        extensions: { code: "UNAUTHENTICATED", retryable: false },
      });
      const closed = await wsClient(kit, bearer(token))
        .iterate({ query: WATCH })
        .next()
        .catch((event: unknown) => event);
      expect(closed).toMatchObject({ code: 4401 });
    }
    expect(await kit.query(NAME, {}, bearer(await key.sign()))).toEqual(ANSWER);
  });

  it("S12 does not get in by a token whose algorithm is for keys of another kind than the server's", async () => {
    const { settings } = await identityProvider("RS256");
    const { query } = await startKit({ settings: { ...settings, JWT_ALGORITHMS: "RS256,ES256" } });
    const { errors } = await query(NAME, {}, bearer(await (await signingKey("ES256")).sign()));
    expect(errors?.[0]?.extensions.code).toBe("UNAUTHENTICATED");
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
