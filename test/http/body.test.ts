import { once } from "node:events";
import { createServer, request } from "node:http";
import { text } from "node:stream/consumers";
import { expect, it, onTestFinished } from "vitest";
import { readBody } from "../../src/server/body-reader.ts";

it("a body is read whole where a character comes in two pieces", async () => {
  const server = createServer(async (incoming, response) => {
    response.end(await readBody(incoming, 1000));
  }).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const bytes = Buffer.from('{"描述":"客服 é 😀"}');
  for (const at of [3, 4, bytes.length - 4]) {
    const sent = request({ port, host: "127.0.0.1", method: "POST", agent: false });
    sent.write(bytes.subarray(0, at));
    setImmediate(() => sent.end(bytes.subarray(at)));
    const [response] = await once(sent, "response");
    expect(await text(response)).toBe(String(bytes));
  }
});
