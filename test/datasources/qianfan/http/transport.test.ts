import { EventEmitter, once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { describe, expect, it, onTestFinished } from "vitest";
import { Transport } from "../../../../src/datasources/qianfan/http/transport.ts";

const REQUEST = { path: "/", headers: {}, body: "{}" };

/** A server, and a single connection to it. */
async function connection(answer: RequestListener) {
  const server = createServer(answer).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const transport = new Transport({
    origin: `http://127.0.0.1:${port}`,
    connections: 1,
    connectTimeoutMs: 1000,
    maxAnswerBytes: 1000,
  });
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return transport;
}

describe("a request", () => {
  it("that is given up before its turn on a connection is never sent", async () => {
    let arrived = 0;
    let answerAll = () => {};
    const givenUp = new Promise<void>((resolve) => (answerAll = resolve));
    const transport = await connection(async (_, response) => {
      arrived += 1;
      await givenUp;
      response.end("answer");
    });
    const first = transport.post(REQUEST, { timeoutMs: 5000 });
    const second = transport.post(REQUEST, { timeoutMs: 50 });
    await expect(second).rejects.toMatchObject({ phase: "waiting", timedOut: true });
    answerAll();
    expect(await first).toMatchObject({ status: 200, body: [Buffer.from("answer")] });
    await expect(transport.post(REQUEST, { timeoutMs: 5000 })).resolves.toBeDefined();
    expect(arrived).toBe(2);
  });

  it("that is given up while it is under way ends with the signal's reason", async () => {
    const transport = await connection(() => {});
    const leaving = new AbortController();
    const left = transport.post(REQUEST, { timeoutMs: 5000, signal: leaving.signal });
    leaving.abort(new Error("gone"));
    await expect(left).rejects.toThrow("gone");
    await expect(
      transport.post(REQUEST, { timeoutMs: 5000, signal: leaving.signal }),
    ).rejects.toThrow("gone");
  });
});

describe("closing", () => {
  it("waits for what is under way", async () => {
    const requests = new EventEmitter();
    const transport = await connection((_, response) => requests.emit("request", response));
    const arrived = once(requests, "request");
    const reply = transport.post(REQUEST, { timeoutMs: 5000 });
    const [response] = await arrived;
    const closed = transport.close(5000);
    response.end("answer");
    await closed;
    expect(await reply).toMatchObject({ body: [Buffer.from("answer")] });
  });

  it("waits no longer than it may", async () => {
    const transport = await connection(() => {});
    const reply = expect(transport.post(REQUEST, { timeoutMs: 60_000 })).rejects.toMatchObject({
      phase: "sent",
      timedOut: false,
    });
    await transport.close(50);
    await reply;
  });
});
