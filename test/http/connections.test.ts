import { describe, expect, it } from "vitest";
import { untilCalled } from "../kit/calls.ts";
import { startKit } from "../kit/index.ts";
import { openRaw, rawRequest } from "../kit/raw.ts";

const QUERY = encodeURIComponent("{ model(id: 13410) { name } }");
const GET = { "Apollo-Require-Preflight": "1" };
const NAME = "客服助手";

describe("a connection", () => {
  it("says how long it stays open without a request: longer than load balancers keep theirs", async () => {
    const { url } = await startKit();
    const response = await fetch(`${url}?query={__typename}`, { headers: GET });
    expect(response.headers.get("keep-alive")).toBe("timeout=75");
    const kit = await startKit({ settings: { KEEP_ALIVE_SECONDS: "600" } });
    const other = await fetch(`${kit.url}?query={__typename}`, { headers: GET });
    expect(other.headers.get("keep-alive")).toBe("timeout=600");
  });

  it("closes after that time, and not for the time that a head may take", async () => {
    const { url } = await startKit({
      settings: { KEEP_ALIVE_SECONDS: "3600", HEADERS_TIMEOUT_MS: "100" },
    });
    const kept = await openRaw(url);
    kept.send(rawRequest("GET", "/graphql?query={__typename}", GET));
    await kept.until("__typename");
    // A head that does not arrive is cut after the same time, later than the kept one could be.
    const slow = await openRaw(url);
    slow.send("GET / HTTP/1.1\r\n");
    await slow.closed;
    expect(slow.received()).toContain("408");
    kept.send(rawRequest("GET", "/graphql?query={__typename}", GET));
    await kept.until("__typename", 2);
  });

  it("is told that it closes when the server stops, with the answer that is under way", async () => {
    const kit = await startKit({
      emulator: { latencyMs: 300 },
      settings: { DRAIN_SECONDS: "10" },
    });
    const connection = await openRaw(kit.url);
    connection.send(rawRequest("GET", `/graphql?query=${QUERY}`, GET));
    await untilCalled(kit.qianfan);
    await kit.stop();
    await connection.closed;
    expect(connection.received()).toContain(NAME);
    expect(connection.received().toLowerCase()).toContain("connection: close");
  });
});

describe("requests that are pipelined", () => {
  it("are answered one after the other, in their order", async () => {
    const kit = await startKit();
    const { send, until, received } = await openRaw(kit.url);
    const ids = Array.from({ length: 20 }, (_, index) => `"am-none${index}"`);
    const requests = ids.map((id) => {
      const query = encodeURIComponent(
        `{ model(id: ${id}) { name } a${id.slice(8, -1)}: __typename }`,
      );
      return rawRequest("GET", `/graphql?query=${query}`, GET);
    });
    send(requests.join(""));
    await until("HTTP/1.1 200", 20);
    const answered = [...received().matchAll(/"a(\d+)":"Query"/g)].map(([, index]) =>
      Number(index),
    );
    expect(answered).toEqual(ids.map((_, index) => index));
    const { calls } = kit.qianfan;
    expect(calls).toHaveLength(20);
    const overlaps = calls.filter(({ started }, index) => started < (calls[index - 1]?.ended ?? 0));
    expect(overlaps).toEqual([]);
  });

  it("may not be without end: the connection is cut, and others are served", async () => {
    const kit = await startKit();
    const connection = await openRaw(kit.url);
    connection.send(rawRequest("GET", `/graphql?query=${QUERY}`, GET).repeat(2000));
    await connection.closed;
    expect(connection.received().match(/HTTP\/1.1/g)?.length ?? 0).toBeLessThanOrEqual(101);
    expect(kit.qianfan.calls.length).toBeLessThanOrEqual(101);
    expect(await kit.query("{ __typename }")).toEqual({ data: { __typename: "Query" } });
  });

  it("are not handled behind one that ends the connection", async () => {
    const kit = await startKit();
    const connection = await openRaw(kit.url);
    const last = rawRequest("GET", "/graphql?query={__typename}", { ...GET, Connection: "close" });
    connection.send(last + rawRequest("GET", `/graphql?query=${QUERY}`, GET));
    await connection.closed;
    expect(connection.received().match(/HTTP\/1.1/g)).toHaveLength(1);
    expect(kit.upstream()).toEqual([]);
  });
});
