import { describe, expect, it } from "vitest";
import { startEmulator } from "../../src/emulator/index.ts";
import { clientOf, send } from "./client.ts";
import { start } from "./start.ts";

describe("the HTTP server", () => {
  it("answers an unknown path with 404 and a JSON body", async () => {
    const { emulator } = await start();
    expect(await send(emulator, "/wenxinworkshop/modelrepo/nothing", {})).toMatchObject({
      status: 404,
      body: { requestId: expect.any(String), code: "NotFound", message: expect.any(String) },
    });
  });

  it("answers any method but POST with 405", async () => {
    const { emulator } = await start();
    const path = "/wenxinworkshop/modelrepo/modelDetail";
    expect(await send(emulator, path, {}, null, "GET")).toMatchObject({
      status: 405,
      headers: { allow: "POST" },
      body: { code: "MethodNotAllowed" },
    });
  });

  it.each([
    ["an array", []],
    ["a text", "am-4kq9trv2xw7b"],
    ["null", null],
  ])("refuses a body that is %s", async (_, body) => {
    const { refusal } = await start();
    expect(await refusal("modelDetail", body)).toEqual([500001, "param invalid"]);
  });

  it("takes no body for an empty one", async () => {
    const { refusal } = await start();
    expect(await refusal("modelDetail", undefined)).toEqual([500001, "param[modelId] invalid"]);
  });

  it("writes down every request in order of arrival, with its outcome", async () => {
    const { emulator, call } = await start();
    await call("modelDetail", { modelId: 2 });
    await call("modelVersionDetail", { modelVersionId: "amv-doesnotexist" });
    await send(emulator, "/elsewhere?x=1", {}, "not JSON");
    expect(emulator.calls).toMatchObject([
      {
        operation: "modelDetail",
        body: { modelId: 2 },
        accessKey: "deadbeefdeadbeefdeadbeefdeadbeef",
        started: 1,
        ended: 2,
        errorCode: null,
        status: 200,
      },
      { operation: "modelVersionDetail", started: 3, ended: 4, errorCode: 70102, status: 200 },
      {
        operation: "/elsewhere",
        body: "not JSON",
        headers: { "content-type": "application/json" },
        accessKey: null,
        started: 5,
        ended: 6,
        errorCode: null,
        status: 404,
      },
    ]);
  });

  it("shows which calls overlap, when it is slow", async () => {
    const { emulator, call } = await start({ latencyMs: 50 });
    await Promise.all([call("modelDetail", { modelId: 2 }), call("modelDetail", { modelId: 31 })]);
    emulator.latencyMs = 0;
    await call("modelDetail", { modelId: 2 });
    const [first, second, third] = emulator.calls;
    expect([first?.started, second?.started]).toEqual([1, 2]);
    expect([first?.ended, second?.ended].sort()).toEqual([3, 4]);
    expect([third?.started, third?.ended]).toEqual([5, 6]);
  });

  it("does what it was asked, and says so to nobody, when the caller hangs up", async () => {
    const { emulator, registry, call } = await start({ latencyMs: 100 });
    const hangUp = new AbortController();
    const lost = expect(call("eval/cancel", { id: 5909 }, hangUp.signal)).rejects.toThrow();
    await expect.poll(() => emulator.calls.length).toBe(1);
    hangUp.abort();
    await lost;
    // A later request waits just as long, so the first one's wait is over after it.
    await call("modelDetail", { modelId: 2 });
    expect(emulator.calls[0]).toMatchObject({ ended: null, status: null });
    expect(registry.tasks.get(5909)?.state).toBe("Stopping");
  });

  it("closes at once, also with slow answers under way, and twice without harm", async () => {
    const emulator = await startEmulator({ latencyMs: 60_000 });
    const lost = clientOf(emulator).call("modelDetail", { modelId: 2 });
    const outcome = expect(lost).rejects.toThrow();
    await expect.poll(() => emulator.calls.length).toBe(1);
    await Promise.all([emulator.close(), emulator.close()]);
    await outcome;
    await emulator.close();
    expect(emulator.calls[0]?.ended).toBeNull();
    expect(emulator.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it("says so when its port is taken", async () => {
    const { emulator } = await start();
    const port = Number(new URL(emulator.url).port);
    await expect(startEmulator({ port })).rejects.toThrow("EADDRINUSE");
  });
});
