import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { addToken, expiryOf } from "../../src/auth/add-token.ts";
import { findByHash, hashToken, newToken } from "../../src/auth/token.ts";
import { readTokenFile } from "../../src/auth/token-file.ts";
import { startKit } from "../kit/index.ts";
import { bearer, directory, tokensFile } from "./kit.ts";

const NAME = `{ model(id: "am-4kq9trv2xw7b") { name } }`;
const ANSWER = { data: { model: { name: "客服助手" } } };

describe("a caller with a token", () => {
  it("gets in by it, over POST and GET, in any letter case of the scheme", async () => {
    const { path, tokens } = tokensFile({ name: "front-end" });
    const { query, url } = await startKit({ settings: { TOKENS_FILE: path } });
    const [token = ""] = tokens;
    expect(await query(NAME, {}, bearer(token))).toEqual(ANSWER);
    expect(await query(NAME, {}, { authorization: `bearer  ${token}` })).toEqual(ANSWER);
    const byGet = await fetch(`${url}?query=${encodeURIComponent(NAME)}`, {
      headers: { ...bearer(token), "apollo-require-preflight": "1" },
    });
    expect(await byGet.json()).toEqual(ANSWER);
  });

  it.each([
    ["none", {}],
    ["an empty one", { authorization: "Bearer " }],
    ["another scheme", { authorization: "Basic dXNlcjpwYXNz" }],
    ["one that nobody made", bearer(newToken())],
    ["the hash of a real one", bearer(`qfg_${"0".repeat(43)}`)],
    ["no token at all", bearer("../../etc/passwd")],
    ["10 kB", bearer("a".repeat(10_000))],
  ])("S14 does not get in with %s", async (_, headers) => {
    const { path } = tokensFile({});
    const { url, upstream } = await startKit({ settings: { TOKENS_FILE: path } });
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify({ query: NAME }),
    });
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toBe("Bearer");
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: "UNAUTHENTICATED", retryable: false } }],
    });
    expect(upstream()).toEqual([]);
  });

  it.each([
    ["Basic dXNlcjpwYXNz"],
    ["qfg_without_its_scheme"],
    ["Bearer"],
    ["Bearer two words"],
    ["Token abc"],
  ])(
    "is told that `Bearer` is missing by a header such as %s, in both languages",
    async (authorization) => {
      const { path } = tokensFile({});
      const { query } = await startKit({ settings: { TOKENS_FILE: path } });
      const message = async (headers: Record<string, string>) =>
        (await query(NAME, {}, headers)).errors?.[0]?.message;
      expect(await message({ authorization })).toContain(
        "`Authorization` is not of the form `Bearer <token>`.",
      );
      expect(await message({ authorization, "accept-language": "zh" })).toContain(
        "Authorization 的格式不是“Bearer <令牌>”。",
      );
      expect(await message({})).toContain("No token was sent.");
    },
  );

  it("S14 sees neither the schema nor a typename without one", async () => {
    const { path } = tokensFile({});
    const { query } = await startKit({ settings: { TOKENS_FILE: path } });
    for (const document of [
      "{ __typename }",
      "{ __schema { types { name } } }",
      "{ _service { sdl } }",
    ]) {
      expect(await query(document)).not.toHaveProperty("data");
    }
  });

  it("S14 does not get in once it has expired, which is told in the caller's language", async () => {
    const { path, tokens } = tokensFile({ expires: "2020-01-01T00:00:00Z" });
    const { query } = await startKit({ settings: { TOKENS_FILE: path } });
    const headers = { ...bearer(tokens[0] ?? ""), "accept-language": "zh" };
    expect((await query(NAME, {}, headers)).errors?.[0]?.message).toBe(
      "无法确认调用方身份：令牌已过期。请发送请求头 Authorization: Bearer <令牌>。",
    );
  });

  it("S14 is out within seconds when its token is taken out of the file, and a broken file changes nothing", async () => {
    const { path, tokens } = tokensFile({ name: "stays" }, { name: "goes" });
    const { query, logged } = await startKit({ settings: { TOKENS_FILE: path } });
    const [stays = "", goes = ""] = tokens;
    const whole = readFileSync(path, "utf8");
    const said = async (text: string) => {
      while (!logged.some(({ msg }) => String(msg).startsWith(text))) {
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    };
    writeFileSync(path, whole.slice(0, 60));
    await said("the tokens have changed to what cannot be read");
    expect(await query(NAME, {}, bearer(goes))).toEqual(ANSWER);
    const kept = JSON.parse(whole).tokens.slice(0, 1);
    writeFileSync(path, JSON.stringify({ tokens: kept }));
    await said("the tokens have changed");
    while ((await query(NAME, {}, bearer(goes))).data) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(await query(NAME, {}, bearer(stays))).toEqual(ANSWER);
  });
});

describe("the file of tokens", () => {
  it("holds hashes only, and only its owner reads it", () => {
    const { path, tokens } = tokensFile({});
    const text = readFileSync(path, "utf8");
    expect(text).not.toContain(tokens[0]);
    expect(text).toContain(hashToken(tokens[0] ?? ""));
    expect(statSync(path).mode & 0o077).toBe(0);
  });

  it("finds a token among others by its hash, the last as well as the first", () => {
    const all = Array.from({ length: 20 }, () => newToken());
    const entries = all.map((token, index) => ({
      index,
      hash: Buffer.from(hashToken(token), "hex"),
    }));
    expect(all.map((token) => findByHash(entries, token)?.index)).toEqual([...all.keys()]);
    expect(findByHash(entries, newToken())).toBeNull();
  });

  it("is refused with what is wrong, and without a word of what it holds", () => {
    const path = join(directory(), "tokens.json");
    const faults = (content: unknown) => {
      writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
      try {
        return readTokenFile(path);
      } catch (error) {
        return String(error).replaceAll(path, "tokens.json");
      }
    };
    const entry = { name: "a", sha256: "0".repeat(64), scopes: ["read"], expires: null };
    expect(faults({ tokens: [entry] })).toEqual([entry]);
    expect(faults('{ "tokens": [ secret-text')).toMatchInlineSnapshot(
      `"ConfigError: TOKENS_FILE: tokens.json: it is not JSON."`,
    );
    expect(faults({ tokens: [{ ...entry, scopes: ["write"] }] })).toMatchInlineSnapshot(
      `"ConfigError: TOKENS_FILE: tokens.json: tokens[0].scopes[0]: any of read, publish, evaluate, delete, schema."`,
    );
    expect(faults({ tokens: [{ ...entry, sha256: "secret-text" }] })).toMatchInlineSnapshot(
      `"ConfigError: TOKENS_FILE: tokens.json: tokens[0].sha256: 64 hexadecimal digits."`,
    );
    expect(faults({ tokens: [entry, entry] })).toMatchInlineSnapshot(
      `"ConfigError: TOKENS_FILE: tokens.json: two are named a."`,
    );
    expect(faults({ tokens: [{ name: "a" }] })).toMatchInlineSnapshot(`
      "ConfigError: TOKENS_FILE: tokens.json: tokens[0].sha256: Invalid input: expected string, received undefined.
      TOKENS_FILE: tokens.json: tokens[0].scopes: Invalid input: expected array, received undefined.
      TOKENS_FILE: tokens.json: tokens[0].expires: a time such as 2030-01-31T00:00:00Z, or null."
    `);
  });

  it("takes a name once, and nothing that is no name", () => {
    const { path } = tokensFile({ name: "a" });
    const add = (name: string) => () => addToken(path, { name, scopes: [], expires: null });
    expect(add("a")).toThrow("has a token named a already");
    expect(add("a\nb")).toThrow("name: 1 to 64 letters");
  });

  it("takes an end in days, as a time, or never", () => {
    const now = new Date("2030-01-01T00:00:00Z");
    expect(["90d", "2031-02-03", "never", "soon", "90"].map((text) => expiryOf(text, now))).toEqual(
      ["2030-04-01T00:00:00.000Z", "2031-02-03T00:00:00.000Z", null, undefined, expect.any(String)],
    );
  });
});
