import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { bearer, tokensFile } from "../auth/kit.ts";
import { startKit } from "../kit/index.ts";
import { openRaw, rawAnswer, rawRequest } from "../kit/raw.ts";

const QUERY = "{ model(id: 13410) { name } }";
const BODY = JSON.stringify({ query: QUERY });
const NAME = "客服助手";
const JSON_TYPE = { "content-type": "application/json" };
const FINAL = `subscription { evaluationTaskUpdated(id: "ame-5wz1kd8qh3vn") { state } }`;

function post(url: string, body: BodyInit, headers: Record<string, string> = {}) {
  return fetch(url, { method: "POST", headers: { ...JSON_TYPE, ...headers }, body });
}

describe("a request that offers another protocol", () => {
  const OFFER = { Connection: "Upgrade, HTTP2-Settings", Upgrade: "h2c", "HTTP2-Settings": "AAM" };

  it("is served as the plain request it is, by GET as by POST, and its connection goes on", async () => {
    const { url } = await startKit();
    const connection = await openRaw(url);
    const length = String(Buffer.byteLength(BODY));
    const headers = { "Content-Type": "application/json", "Content-Length": length };
    connection.send(rawRequest("POST", "/graphql", { ...headers, ...OFFER }, BODY));
    await connection.until(NAME);
    const search = `?query=${encodeURIComponent(QUERY)}`;
    const preflight = { "Apollo-Require-Preflight": "1" };
    connection.send(rawRequest("GET", `/graphql${search}`, { ...preflight, ...OFFER }));
    await connection.until(NAME, 2);
    connection.send(rawRequest("POST", "/graphql", headers, BODY));
    await connection.until(NAME, 3);
    expect(connection.received()).not.toMatch(/Upgrade:|HTTP\/1.1 [45]/);
  });

  it("is served whatever it offers, with a body in chunks too", async () => {
    const { url } = await startKit();
    for (const protocol of ["h2c", "TLS/1.0", "IRC/6.9, RTA/x11", "websocket"]) {
      const head = rawRequest("POST", "/graphql", {
        "Content-Type": "application/json",
        "Transfer-Encoding": "chunked",
        Connection: "Upgrade",
        Upgrade: protocol,
      });
      const chunk = `${Buffer.byteLength(BODY).toString(16)}\r\n${BODY}\r\n0\r\n\r\n`;
      const connection = await openRaw(url);
      connection.send(head, chunk);
      await connection.until(NAME);
      expect(connection.received()).toMatch(/^HTTP\/1.1 200 /);
    }
  });

  it("passes the same checks: name of the host, token, path", async () => {
    const open = await startKit();
    expect(
      await rawAnswer(
        open.url,
        rawRequest("GET", "/graphql", {
          ...OFFER,
          Host: "evil.example",
          Connection: "Upgrade, close",
        }),
      ),
    ).toContain("421");
    const kit = await startKit({ settings: { TOKENS_FILE: tokensFile({}).path } });
    const closing = { ...OFFER, Connection: "Upgrade, close" };
    expect(await rawAnswer(kit.url, rawRequest("GET", "/graphql", closing))).toContain("401");
    expect(await rawAnswer(kit.url, rawRequest("GET", "/none", closing))).toContain("404");
  });
});

describe("a target in absolute form", () => {
  const close = { Connection: "close" };

  it("is the resource it names, and its host counts rather than the header", async () => {
    const { url } = await startKit();
    const search = `query=${encodeURIComponent("{__typename}")}`;
    const headers = { ...close, "Apollo-Require-Preflight": "1" };
    for (const origin of ["http://localhost:1", "HTTP://LOCALHOST"]) {
      const request = rawRequest("GET", `${origin}/graphql?${search}`, headers);
      expect(await rawAnswer(url, request)).toContain(`{"data":{"__typename":"Query"}}`);
    }
    const foreign = rawRequest("GET", `http://evil.example/graphql?${search}`, headers);
    expect(await rawAnswer(url, foreign)).toContain("421");
    const none = rawRequest("GET", "http://localhost/none", headers);
    expect(await rawAnswer(url, none)).toContain("404");
  });
});

describe("a media type", () => {
  it.each([
    ["application/json; charset=utf-8", "application/json; charset=utf-8"],
    ["APPLICATION/JSON", "application/json; charset=utf-8"],
    [
      "Application/GraphQL-Response+JSON;Charset=UTF-8, application/json;q=0.5",
      "application/graphql-response+json; charset=utf-8",
    ],
  ])("may be written in any case and with parameters: Accept: %s", async (accept, type) => {
    const { url } = await startKit();
    for (let count = 0; count < 3; count += 1) {
      const response = await post(url, BODY, { accept });
      expect([response.status, response.headers.get("content-type")]).toEqual([200, type]);
    }
  });

  it.each(["Text/Event-Stream", "text/event-stream; charset=utf-8", "TEXT/EVENT-STREAM;Q=1"])(
    "may be so for event streams: %s",
    async (accept) => {
      const { url } = await startKit();
      const response = await post(url, JSON.stringify({ query: FINAL }), { accept });
      expect(await response.text()).toContain(`"DONE"`);
    },
  );

  it.each([
    "APPLICATION/JSON",
    "application/json ; charset=UTF-8",
    'application/json;charset="utf-8"',
    "Application/GraphQL+JSON",
  ])("may be so of a body: %s", async (type) => {
    const { url } = await startKit();
    const response = await post(url, BODY, { "content-type": type });
    expect(await response.text()).toContain(NAME);
  });

  it("of a playground's visitor may be so too", async () => {
    const { url } = await startKit();
    const response = await fetch(url, {
      headers: { accept: "TEXT/HTML;charset=utf-8, */*;q=0.1" },
    });
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(response.headers.get("content-type")).not.toContain("graphql");
  });
});

describe("a body", () => {
  const accepts = [{}, { accept: "text/event-stream" }];

  it.each([
    ["gzip", gzipSync],
    ["x-gzip", gzipSync],
    ["deflate", deflateSync],
    ["br", brotliCompressSync],
    ["GZIP", gzipSync],
  ])("that is compressed by %s is read", async (coding, compress) => {
    const { url } = await startKit();
    const headers = { "content-encoding": coding };
    expect(await (await post(url, compress(BODY), headers)).text()).toContain(NAME);
    const streamed = await post(url, compress(JSON.stringify({ query: FINAL })), {
      ...headers,
      accept: "text/event-stream",
    });
    expect(await streamed.text()).toContain(`"DONE"`);
  });

  it("that would be too large once decompressed is refused", async () => {
    const { url, upstream } = await startKit({ settings: { MAX_BODY_BYTES: "10000" } });
    const bomb = JSON.stringify({ query: `{ __typename } #${"x".repeat(1_000_000)}` });
    for (const accept of accepts) {
      for (const [coding, compress] of [
        ["gzip", gzipSync],
        ["br", brotliCompressSync],
        ["deflate", deflateSync],
      ] as const) {
        const response = await post(url, compress(bomb), {
          "content-encoding": coding,
          ...accept,
        } as Record<string, string>);
        expect(response.status).toBe(413);
      }
    }
    expect(upstream()).toEqual([]);
  });

  it.each([
    ["zstd", { "content-encoding": "zstd" }, BODY],
    ["gzip twice", { "content-encoding": "gzip, gzip" }, BODY],
    [
      "UTF-16 that says so",
      { "content-type": "application/json; charset=utf-16" },
      Buffer.from(BODY, "utf16le"),
    ],
    ["UTF-16 that does not", {}, Buffer.from(BODY, "utf16le")],
    ["UTF-16 with a mark", {}, Buffer.from(`\ufeff${BODY}`, "utf16le")],
    ["GBK", { "content-type": "application/json;charset=GBK" }, BODY],
  ])("in %s is answered 415, with what is read here", async (_, headers, body) => {
    const { url, upstream } = await startKit();
    for (const accept of accepts) {
      const response = await post(url, body, { ...headers, ...accept } as Record<string, string>);
      expect(response.status).toBe(415);
      expect(response.headers.get("accept-encoding")).toBe("gzip, deflate, br");
      const { errors } = await response.json();
      expect(errors[0].extensions).toEqual({
        code: "UNSUPPORTED_MEDIA_TYPE",
        retryable: false,
        requestId: expect.any(String),
      });
      expect(errors[0].message).toMatch(/allowed: (gzip, deflate, br|utf-8)\.$/);
    }
    expect(upstream()).toEqual([]);
  });

  it("that is not of its coding, or no text, is answered 400 in the client's language", async () => {
    const { url } = await startKit();
    const zh = { "accept-language": "zh" };
    const wrong = await post(url, BODY, { "content-encoding": "gzip", ...zh });
    expect([wrong.status, (await wrong.json()).errors[0].message]).toEqual([
      400,
      "请求体不是 Content-Encoding 所声明的 gzip 格式。",
    ]);
    const noText = await post(url, Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), zh);
    expect([noText.status, (await noText.json()).errors[0].message]).toEqual([
      400,
      "请求体不是 UTF-8 编码。",
    ]);
  });

  it("that begins with a byte order mark is read", async () => {
    const { url } = await startKit();
    expect(await (await post(url, `\ufeff${BODY}`)).text()).toContain(NAME);
  });
});

describe("a method", () => {
  it("HEAD is answered with the head that GET has", async () => {
    const { url } = await startKit();
    const address = `${url}?query=${encodeURIComponent(QUERY)}`;
    const headers = { "apollo-require-preflight": "1" };
    const [get, head] = await Promise.all([
      fetch(address, { headers }),
      fetch(address, { method: "HEAD", headers }),
    ]);
    expect(head.status).toBe(200);
    for (const name of ["content-type", "content-length", "cache-control", "vary"]) {
      expect(head.headers.get(name)).toBe(get.headers.get(name));
    }
    expect(await head.text()).toBe("");
    const page = await fetch(url, { method: "HEAD", headers: { accept: "text/html" } });
    expect(page.headers.get("content-security-policy")).toContain("default-src");
    const stream = await fetch(address, {
      method: "HEAD",
      headers: { accept: "text/event-stream" },
    });
    expect(stream.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
  });

  it("OPTIONS tells what there is, to anyone", async () => {
    const { url } = await startKit({
      settings: { TOKENS_FILE: tokensFile({}).path, CORS_ORIGINS: "https://a.example" },
    });
    const response = await fetch(url, { method: "OPTIONS" });
    expect([response.status, response.headers.get("allow")]).toEqual([
      204,
      "OPTIONS, HEAD, GET, POST",
    ]);
    const close = { Connection: "close" };
    expect(await rawAnswer(url, rawRequest("OPTIONS", "*", close))).toMatch(/^HTTP\/1.1 204 /);
  });

  it.each(["PUT", "DELETE", "PATCH", "TRACE"])(
    "%s is not allowed, and what is, is told",
    async (method) => {
      const { url, upstream } = await startKit();
      for (const accept of ["", "Accept: text/event-stream\r\n"]) {
        const answer = await rawAnswer(
          url,
          `${method} /graphql HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${accept}\r\n`,
        );
        expect(answer).toMatch(/^HTTP\/1.1 405 /);
        expect(answer).toContain("allow: OPTIONS, HEAD, GET, POST");
        expect(answer).toContain(`"code":"METHOD_NOT_ALLOWED"`);
      }
      expect(upstream()).toEqual([]);
    },
  );

  it("of an admin page may be GET or HEAD alone", async () => {
    const { adminUrl } = await startKit({ settings: { ADMIN_PORT: "0" } });
    const page = (method: string) => fetch(new URL("/livez", String(adminUrl)), { method });
    expect((await page("HEAD")).status).toBe(200);
    const posted = await page("POST");
    expect([posted.status, posted.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
  });
});

describe("an answer to a request whose body was not read", () => {
  const CHUNKED = { "Transfer-Encoding": "chunked", "Content-Type": "application/json" };

  it.each([
    ["401, without a token", "/graphql", {}, 401],
    ["404, at another path", "/none", bearerOf("x"), 404],
    ["421, under a foreign name", "/graphql", { Host: "evil.example" }, 421],
    ["405, by another method", "/graphql", {}, 405],
  ])("is the last one of its connection, which closes: %s", async (_, path, headers, status) => {
    const settings: Record<string, string> = {};
    if (status === 401 || status === 404) settings.TOKENS_FILE = tokensFile({}).path;
    const { url, upstream } = await startKit({ settings });
    const method = status === 405 ? "PUT" : "POST";
    const connection = await openRaw(url);
    connection.send(rawRequest(method, path, { ...CHUNKED, ...headers }), '5\r\n{"que\r\n');
    await connection.until(`HTTP/1.1 ${status}`);
    await connection.closed;
    expect(connection.received().toLowerCase()).toContain("connection: close");
    expect(upstream()).toEqual([]);
  });

  it("that was read leaves the connection open", async () => {
    const { url } = await startKit();
    const connection = await openRaw(url);
    const headers = {
      "Content-Type": "application/json",
      "Content-Length": String(Buffer.byteLength(BODY)),
    };
    for (let count = 1; count <= 3; count += 1) {
      connection.send(rawRequest("POST", "/graphql", headers, BODY));
      await connection.until(NAME, count);
    }
    expect(connection.received().toLowerCase()).not.toContain("connection: close");
  });
});

function bearerOf(token: string): Record<string, string> {
  return { ...bearer(token) };
}
