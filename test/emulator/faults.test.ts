import { describe, expect, it } from "vitest";
import { start } from "./start.ts";

async function ask(url: string, method: string, body?: unknown) {
  const response = await fetch(`${url}/__faults`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
}

describe("faults", () => {
  it("cannot be planned over HTTP unless the emulator is started so", async () => {
    const { emulator } = await start();
    expect(await ask(emulator.url, "POST", { fault: "hang" })).toMatchObject({ status: 404 });
  });

  it("are planned, listed and cleared over HTTP", async () => {
    const { emulator, call } = await start({ faults: true });
    const planned = {
      operation: "modelDetail",
      fault: { kind: "refuse", code: 18, message: "made up" },
      times: 2,
      share: 1,
      done: false,
    };
    const order = { operation: "modelDetail", fault: { kind: "refuse", code: 18 }, times: 2 };
    expect(await ask(emulator.url, "POST", order)).toEqual({ status: 200, body: [planned] });
    expect((await call("modelDetail", { modelId: 2 })).body).toMatchObject({ error_code: 18 });
    expect(await ask(emulator.url, "GET")).toEqual({
      status: 200,
      body: [{ ...planned, times: 1 }],
    });
    expect(await ask(emulator.url, "DELETE")).toEqual({ status: 200, body: [] });
    expect((await call("modelDetail", { modelId: 2 })).body).toMatchObject({
      result: { modelId: 2 },
    });
    expect(emulator.calls).toHaveLength(2);
  });

  it("befall a share of all calls until they are cleared", async () => {
    const { emulator, call } = await start({ faults: true });
    await ask(emulator.url, "POST", {
      fault: { kind: "status", status: 503, text: "{}" },
      share: 0.5,
    });
    const statuses: number[] = [];
    for (let i = 0; i < 60; i += 1)
      statuses.push((await call("modelDetail", { modelId: 2 })).status);
    expect(new Set(statuses)).toEqual(new Set([200, 503]));
    emulator.faults.clear();
    expect((await call("modelDetail", { modelId: 2 })).status).toBe(200);
  });

  it.each([
    ["no such kind", { fault: "explode" }],
    ["a detail is missing", { fault: "refuse" }],
    ["a detail is misspelt", { fault: { kind: "slow", millis: 3 } }],
    ["times and share at once", { fault: "hang", times: 1, share: 0.5 }],
    ["no times", { fault: "hang", times: 0 }],
  ])("are refused with a reason: %s", async (_, order) => {
    const { emulator } = await start({ faults: true });
    expect(await ask(emulator.url, "POST", order)).toMatchObject({
      status: 400,
      body: { error: expect.any(String) },
    });
    expect(emulator.faults.planned).toEqual([]);
  });

  it("say so when an answer has no place for what is to be put in it", async () => {
    const { emulator, call } = await start();
    emulator.faults.next("modelDetail", { kind: "set", path: "result.a.b", json: "1" });
    await expect(call("modelDetail", { modelId: 2 })).rejects.toThrow();
    expect(emulator.calls[0]?.status).toBe(500);
  });

  it("that take an answer's place do what was asked only when told so", async () => {
    const { emulator, call, registry } = await start();
    emulator.faults.next("eval/cancel", { kind: "status", status: 502, text: "{}" });
    await call("eval/cancel", { id: 5909 });
    expect(registry.tasks.get(5909)?.state).toBe("Doing");
    emulator.faults.next(
      "eval/cancel",
      { kind: "status", status: 502, text: "{}" },
      { done: true },
    );
    await call("eval/cancel", { id: 5909 });
    expect(registry.tasks.get(5909)?.state).toBe("Stopping");
  });

  it("are written down among the calls", async () => {
    const { emulator, call } = await start();
    emulator.faults.next("*", { kind: "refuse", code: 4 });
    emulator.faults.next("*", { kind: "reset" });
    await call("modelDetail", { modelId: 2 });
    await expect(call("modelDetail", { modelId: 2 })).rejects.toThrow();
    expect(emulator.calls).toMatchObject([
      { operation: "modelDetail", status: 200, errorCode: 4 },
      { operation: "modelDetail", status: null, errorCode: null, ended: null },
    ]);
  });
});
