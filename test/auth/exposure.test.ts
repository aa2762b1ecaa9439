import { request } from "node:http";
import { describe, expect, it } from "vitest";
import { isForLoopback, isLoopback } from "../../src/auth/bind-guard.ts";
import { startKit } from "../kit/index.ts";
import { tokensFile } from "./kit.ts";

function statusFor(url: string, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(url, {
      method: "POST",
      headers: { host, "content-type": "application/json" },
    });
    sent.on("response", (response) => resolve(response.resume().statusCode));
    sent.on("error", reject);
    sent.end(`{"query":"{ __typename }"}`);
  });
}

describe("S13 a server without callers", () => {
  it("listens to its own machine, and says so", async () => {
    const { query, logged } = await startKit();
    expect(await query("{ __typename }")).toEqual({ data: { __typename: "Query" } });
    expect(logged[0]).toMatchObject({
      level: 30,
      msg: "no callers are configured: anyone on this machine may do everything, nobody else",
    });
  });

  it.each(["0.0.0.0", "::", "192.0.2.1", "example.com", "127.0.0.1.example.com"])(
    "refuses to start on %s",
    async (HOST) => {
      await expect(startKit({ settings: { HOST } })).rejects.toThrow(
        `HOST is ${HOST}, which others can reach, but no callers are configured.`,
      );
    },
  );

  it("starts there when told so in so many words, and warns", async () => {
    const { logged } = await startKit({ settings: { HOST: "0.0.0.0", AUTH: "none" } });
    expect(logged[0]).toMatchObject({
      level: 40,
      msg: "AUTH=none: anyone who reaches 0.0.0.0 may do everything",
    });
  });

  it("starts there when there are callers", async () => {
    const { query } = await startKit({
      settings: { HOST: "0.0.0.0", TOKENS_FILE: tokensFile({}).path },
    });
    expect((await query("{ __typename }")).errors?.[0]?.extensions.code).toBe("UNAUTHENTICATED");
  });

  it("does not answer under a foreign name that was made to point to this machine", async () => {
    const { url, upstream } = await startKit();
    const { port } = new URL(url);
    expect(await statusFor(url, `localhost:${port}`)).toBe(200);
    expect(await statusFor(url, `127.0.0.1:${port}`)).toBe(200);
    expect(await statusFor(url, `rebound.example:${port}`)).toBe(421);
    expect(await statusFor(url, "localhost.example")).toBe(421);
    expect(upstream()).toEqual([]);
  });
});

describe("an address", () => {
  it("is this machine's own by its number, not by how it looks", () => {
    for (const host of ["127.0.0.1", "127.9.9.9", "::1", "localhost", "LOCALHOST"]) {
      expect([host, isLoopback(host)]).toEqual([host, true]);
    }
    for (const host of ["", "0.0.0.0", "10.0.0.1", "128.0.0.1", "::", "::2", "localhost.evil"]) {
      expect([host, isLoopback(host)]).toEqual([host, false]);
    }
  });

  it("is read out of a Host header with or without a port", () => {
    for (const host of ["localhost", "localhost:1", "127.0.0.1:4000", "[::1]", "[::1]:4000"]) {
      expect([host, isForLoopback(host)]).toEqual([host, true]);
    }
    for (const host of [undefined, "", "evil:80", "evil@127.0.0.1", "127.0.0.1.evil"]) {
      expect([host, isForLoopback(host)]).toEqual([host, false]);
    }
  });
});
