import { once } from "node:events";
import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { startKit } from "../kit/index.ts";
import { post } from "../security/refused.ts";

const PING = JSON.stringify({ query: "{ __typename }" });

/** What a server says to bytes that are no proper request, until it hangs up. */
async function raw(url: string, ...pieces: string[]): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let text = "";
  socket.on("data", (chunk) => (text += chunk));
  socket.on("error", () => {});
  for (const piece of pieces) socket.write(piece);
  await once(socket, "close");
  return text;
}

describe("every answer", () => {
  it("S22 carries headers that keep a browser from doing anything with it", async () => {
    const { url } = await startKit();
    const answers = [await post(url, PING), await post(url, "{")];
    answers.push(await post(new URL("/elsewhere", url).href, PING));
    for (const { headers } of answers) {
      expect(Object.fromEntries(headers)).toMatchObject({
        "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
        "cross-origin-resource-policy": "same-origin",
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
      });
      expect(headers.get("content-encoding")).toBeNull();
    }
  });

  it("S23 carries the request's id where it is fit for a log, and a new one where it is not", async () => {
    const { url, logged } = await startKit();
    const kept = await post(url, PING, { "x-request-id": "trace-1:a.b" });
    expect(kept.headers.get("x-request-id")).toBe("trace-1:a.b");
    expect(logged.at(-1)).toMatchObject({ msg: "operation", requestId: "trace-1:a.b" });
    for (const wrong of ["", "a b", "x".repeat(129), '"}{']) {
      const { headers } = await post(url, PING, { "x-request-id": wrong });
      expect(headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  it("S17 has the media type that was asked for, and a status that fits it", async () => {
    const { url } = await startKit();
    const wrong = JSON.stringify({ query: "{" });
    const statusFor = async (body: string, accept: string) => {
      const { status, headers } = await post(url, body, { accept });
      return [status, headers.get("content-type")];
    };
    const CURRENT = "application/graphql-response+json";
    expect(await statusFor(PING, CURRENT)).toEqual([200, `${CURRENT}; charset=utf-8`]);
    expect(await statusFor(wrong, CURRENT)).toEqual([400, `${CURRENT}; charset=utf-8`]);
    expect(await statusFor(wrong, "application/json")).toEqual([
      200,
      "application/json; charset=utf-8",
    ]);
    expect(await statusFor(wrong, "*/*")).toEqual([400, "application/json; charset=utf-8"]);
    expect(await statusFor(PING, "text/html")).toEqual([406, "application/json; charset=utf-8"]);
  });
});

describe("a connection", () => {
  it("S22 whose head does not arrive is cut: slow loris", async () => {
    const { url } = await startKit({ settings: { HEADERS_TIMEOUT_MS: "200" } });
    const text = await raw(url, "POST /graphql HTTP/1.1\r\nHost: localhost\r\nX-A: ");
    expect(text).toContain("408 Request Timeout");
  });

  it("S22 whose body does not arrive is cut", async () => {
    const { url, upstream } = await startKit({
      settings: { REQUEST_TIMEOUT_MS: "300", HEADERS_TIMEOUT_MS: "300" },
    });
    const head = "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
    const text = await raw(url, `${head}Content-Length: 100\r\n\r\n`, "{");
    expect(text).toContain("408 Request Timeout");
    expect(upstream()).toEqual([]);
  });

  it("S22 whose head is too large is refused", async () => {
    const { url } = await startKit({ settings: { MAX_HEADER_BYTES: "2048" } });
    const text = await raw(
      url,
      `POST /graphql HTTP/1.1\r\nHost: localhost\r\nX-A: ${"a".repeat(4096)}\r\n\r\n`,
    );
    expect(text).toContain("431 Request Header Fields Too Large");
  });

  it("S22 with two lengths, or a length and chunks, is refused: request smuggling", async () => {
    const { url, upstream } = await startKit();
    const head = "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
    const twoLengths = await raw(url, `${head}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`);
    expect(twoLengths).toContain("400 Bad Request");
    const both = await raw(
      url,
      `${head}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    );
    expect(both).toContain("400 Bad Request");
    expect(upstream()).toEqual([]);
  });
});
