import { describe, expect, it } from "vitest";
import WebSocket from "ws";
import { ConfigError, readConfig } from "../../src/config/index.ts";
import { startKit } from "../kit/index.ts";

const PAGE = "https://app.example.com";
const EXPOSED = {
  "access-control-expose-headers":
    "X-Request-Id,Retry-After,RateLimit,RateLimit-Policy,RateLimit-Limit,RateLimit-Remaining,RateLimit-Reset",
};

function preflight(url: string, origin: string): Promise<Response> {
  return fetch(url, {
    method: "OPTIONS",
    headers: {
      origin,
      "access-control-request-method": "POST",
      "access-control-request-headers": "content-type,authorization",
    },
  });
}

function ask(url: string, origin: string): Promise<Response> {
  return fetch(url, {
    method: "POST",
    headers: { origin, "content-type": "application/json" },
    body: JSON.stringify({ query: "{ __typename }" }),
  });
}

function corsOf({ headers }: Response): Record<string, string> {
  const names = [...headers.keys()].filter((name) => /^access-control|^vary$/.test(name));
  return Object.fromEntries(names.map((name) => [name, String(headers.get(name))]));
}

describe("pages of other origins", () => {
  it("are let in by none by default", async () => {
    const { url } = await startKit();
    expect(corsOf(await preflight(url, PAGE))).toEqual({});
    expect(corsOf(await ask(url, PAGE))).toEqual({});
  });

  it("may ask when they are named, and are told which headers they may send", async () => {
    const { url, upstream } = await startKit({
      settings: { CORS_ORIGINS: `${PAGE}, http://localhost:5173` },
    });
    const asked = await preflight(url, PAGE);
    expect(asked.status).toBe(204);
    expect(corsOf(asked)).toMatchInlineSnapshot(`
      {
        "access-control-allow-headers": "content-type,authorization",
        "access-control-allow-methods": "GET,POST",
        "access-control-allow-origin": "https://app.example.com",
        "access-control-expose-headers": "X-Request-Id,Retry-After,RateLimit,RateLimit-Policy,RateLimit-Limit,RateLimit-Remaining,RateLimit-Reset",
        "access-control-max-age": "7200",
        "vary": "Origin, Access-Control-Request-Headers",
      }
    `);
    const answer = await ask(url, PAGE);
    expect(corsOf(answer)).toMatchInlineSnapshot(`
      {
        "access-control-allow-origin": "https://app.example.com",
        "access-control-expose-headers": "X-Request-Id,Retry-After,RateLimit,RateLimit-Policy,RateLimit-Limit,RateLimit-Remaining,RateLimit-Reset",
        "vary": "Origin",
      }
    `);
    expect(await answer.json()).toEqual({ data: { __typename: "Query" } });
    expect(upstream()).toEqual([]);
  });

  it("are kept away when others are named, and the answer says that it depends", async () => {
    const { url } = await startKit({ settings: { CORS_ORIGINS: PAGE } });
    for (const other of ["https://evil.example.com", `${PAGE}.evil.com`, "null", `${PAGE}:444`]) {
      expect(corsOf(await ask(url, other))).toEqual({ ...EXPOSED, vary: "Origin" });
      const { headers } = await preflight(url, other);
      expect(headers.get("access-control-allow-origin")).toBeNull();
    }
  });

  it("may all ask with *, without anything that depends on who asks", async () => {
    const { url } = await startKit({ settings: { CORS_ORIGINS: "*" } });
    expect(corsOf(await ask(url, PAGE))).toEqual({
      ...EXPOSED,
      "access-control-allow-origin": "*",
    });
  });

  it.each(["app.example.com", `${PAGE}/`, `${PAGE}/path`, `${PAGE} https://b.example.com`])(
    "cannot be named as %j",
    (CORS_ORIGINS) => {
      const keys = { QIANFAN_ACCESS_KEY: "a", QIANFAN_SECRET_KEY: "b" };
      expect(() => readConfig({ ...keys, CORS_ORIGINS })).toThrow(ConfigError);
    },
  );
});

describe("a WebSocket", () => {
  it("opens to pages of this origin and of those allowed, and to no other", async () => {
    const { url } = await startKit({ settings: { CORS_ORIGINS: "https://ours.example" } });
    const opens = (origin: string) =>
      new Promise<boolean>((resolve) => {
        const socket = new WebSocket(url.replace("http", "ws"), "graphql-transport-ws", { origin });
        socket.on("open", () => {
          socket.terminate();
          resolve(true);
        });
        socket.on("error", () => resolve(false));
      });
    expect(await opens(new URL(url).origin)).toBe(true);
    expect(await opens("https://ours.example")).toBe(true);
    expect(await opens("https://theirs.example")).toBe(false);
  });
});
