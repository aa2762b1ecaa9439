import { createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { IMPATIENT, OTHER, read, startFaulty } from "./kit.ts";

const HEALTHY = { status: 200, other: OTHER };

describe("a read that gets no answer", () => {
  it("F01 connection refused: is tried three times, and is QIANFAN_UNAVAILABLE", async () => {
    const url = `http://127.0.0.1:${await freePort()}`;
    const kit = await startFaulty({ QIANFAN_CONSOLE_API_BASE_URL: url });
    expect(await read(kit)).toMatchObject({
      code: "QIANFAN_UNAVAILABLE",
      attempts: 3,
      calls: 0,
      status: 200,
      error: { message: expect.stringContaining("the connection was refused") },
    });
  });

  it("F02 DNS failure: is tried three times, and is QIANFAN_UNAVAILABLE", async () => {
    const kit = await startFaulty({
      QIANFAN_CONSOLE_API_BASE_URL: "http://qianfan.invalid",
    });
    expect(await read(kit)).toMatchObject({
      code: "QIANFAN_UNAVAILABLE",
      attempts: 3,
      calls: 0,
      status: 200,
      error: { message: expect.stringContaining("host name could not be looked up") },
    });
  });

  it.each([
    ["F03 accepts then hangs", { kind: "hang" }, "no answer began"],
    ["F04 headers then hangs", { kind: "hang-in-body" }, "the answer was not complete in time"],
    [
      "F31 a trickle of one byte a second",
      { kind: "trickle" },
      "the answer was not complete in time",
    ],
  ] as const)(
    "%s: each of three attempts is cut, and it is QIANFAN_TIMEOUT",
    async (_, fault, reason) => {
      const { readModel } = await startFaulty(IMPATIENT);
      expect(await readModel(fault)).toMatchObject({
        ...HEALTHY,
        code: "QIANFAN_TIMEOUT",
        attempts: 3,
        calls: 3,
        model: null,
        error: { path: ["model"], message: expect.stringContaining(reason) },
      });
    },
  );

  it.each([
    ["F05 half a body then reset", { kind: "half" }, "broke in the middle of the answer"],
    ["F06 a reset without an answer", { kind: "reset" }, "broke before it answered"],
  ] as const)("%s: is tried three times, and is QIANFAN_UNAVAILABLE", async (_, fault, reason) => {
    const { readModel } = await startFaulty();
    expect(await readModel(fault)).toMatchObject({
      ...HEALTHY,
      code: "QIANFAN_UNAVAILABLE",
      attempts: 3,
      calls: 3,
      model: null,
      error: { message: expect.stringContaining(reason) },
    });
  });

  it("F06 a reset of an idle kept-alive connection at the moment of reuse: is tried again, and answers", async () => {
    const kit = await startFaulty({ UPSTREAM_CONNECTIONS: "1" });
    await read(kit);
    expect(await kit.readModel({ kind: "reset-when-reused" }, 1)).toMatchObject({
      ...HEALTHY,
      code: "none",
      calls: 2,
      model: { name: "客服助手" },
    });
  });

  it.each(["hang", "hang-in-body", "half", "reset"] as const)(
    "F03 F04 F05 F06 one %s: is made good by the second attempt",
    async (kind) => {
      const { readModel } = await startFaulty(IMPATIENT);
      expect(await readModel({ kind }, 1)).toMatchObject({
        ...HEALTHY,
        code: "none",
        calls: 2,
        model: { name: "客服助手" },
      });
    },
  );
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address ? address.port : 0;
}
