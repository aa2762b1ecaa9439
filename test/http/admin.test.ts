import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { createApp } from "../../src/app.ts";
import { readConfig } from "../../src/config/index.ts";
import { DEMO_ACCOUNT, startEmulator } from "../../src/emulator/index.ts";
import { untilCalled } from "../kit/calls.ts";
import { startKit } from "../kit/index.ts";

async function ask(adminUrl: string | null, path: string) {
  const response = await fetch(`${adminUrl}${path}`);
  return { status: response.status, body: await response.text() };
}

describe("the admin port", () => {
  it("is off unless it is set", async () => {
    const { adminUrl, url } = await startKit();
    expect(adminUrl).toBeNull();
    expect((await fetch(new URL("/metrics", url))).status).toBe(404);
  });

  it("says that the process lives and takes work, without asking anything of Qianfan", async () => {
    const { adminUrl, upstream } = await startKit({ settings: { ADMIN_PORT: "0" } });
    expect(await ask(adminUrl, "/livez")).toEqual({ status: 200, body: "alive\n" });
    expect(await ask(adminUrl, "/readyz?verbose")).toEqual({
      status: 200,
      body: '{"ready":true,"checks":{"serving":"ok","upstream":"ok","v1":"ok"}}\n',
    });
    expect((await ask(adminUrl, "/else")).status).toBe(404);
    expect(upstream()).toEqual([]);
  });

  it("is not ready while Qianfan cannot be reached, and is again when it can", async () => {
    const server = createServer();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    server.close();
    const { adminUrl } = await startKit({
      settings: { ADMIN_PORT: "0", QIANFAN_CONSOLE_API_BASE_URL: `http://127.0.0.1:${port}` },
    });
    expect(await ask(adminUrl, "/readyz")).toEqual({
      status: 503,
      body: '{"ready":false,"checks":{"serving":"ok","upstream":"failing","v1":"ok"}}\n',
    });
    expect((await ask(adminUrl, "/livez")).status).toBe(200);
    const emulator = await startEmulator({ port });
    onTestFinished(() => emulator.close());
    expect((await ask(adminUrl, "/readyz")).status).toBe(200);
  });

  it("goes by a recent answer before it tries a connection", async () => {
    const { adminUrl, query, qianfan } = await startKit({ settings: { ADMIN_PORT: "0" } });
    await query(`{ model(id: "am-4kq9trv2xw7b") { name } }`);
    await qianfan.close();
    expect((await ask(adminUrl, "/readyz")).status).toBe(200);
  });

  it("is not ready while the server drains, though it still answers", async () => {
    const emulator = await startEmulator({ latencyMs: 300 });
    onTestFinished(() => emulator.close());
    const app = await createApp(
      readConfig({
        QIANFAN_ACCESS_KEY: DEMO_ACCOUNT.accessKey,
        QIANFAN_SECRET_KEY: DEMO_ACCOUNT.secretKey,
        QIANFAN_CONSOLE_API_BASE_URL: emulator.url,
        LOG_LEVEL: "silent",
        PORT: "0",
        ADMIN_PORT: "0",
      }),
    );
    const answer = fetch(app.url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: `{ model(id: "am-4kq9trv2xw7b") { name } }` }),
    });
    await untilCalled(emulator);
    const stopped = app.stop();
    expect(await ask(app.adminUrl, "/readyz")).toMatchObject({
      status: 503,
      body: expect.stringContaining('"serving":"failing"'),
    });
    expect((await answer).status).toBe(200);
    await stopped;
    await expect(fetch(`${app.adminUrl}/livez`)).rejects.toThrow();
  });
});
