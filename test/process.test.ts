import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it, onTestFinished } from "vitest";
import { DEMO_ACCOUNT, startEmulator } from "../src/emulator/index.ts";

function run(script: string, environment: Record<string, string>) {
  const { PATH = "" } = process.env;
  const child = spawn(process.execPath, ["--import", "tsx", script], {
    env: { PATH, ...environment },
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const output = { text: "" };
  child.stdout.on("data", (chunk) => (output.text += chunk));
  child.stderr.on("data", (chunk) => (output.text += chunk));
  return { child, output };
}

async function ended(child: ChildProcess): Promise<number | null> {
  const [code] = await once(child, "exit");
  return code;
}

async function said(output: { text: string }, pattern: RegExp): Promise<string> {
  for (;;) {
    const match = pattern.exec(output.text);
    if (match) return match[1] ?? match[0];
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe("the process", () => {
  it("refuses to start without credentials and says which settings are missing", async () => {
    const { child, output } = run("src/main.ts", {});
    expect(await ended(child)).toBe(1);
    expect(output.text).toMatchInlineSnapshot(`
      "The server cannot start:
        QIANFAN_ACCESS_KEY is missing; allowed: printable characters without spaces or slashes.
        QIANFAN_SECRET_KEY is missing; allowed: printable characters without spaces or slashes.
      "
    `);
  });

  it("answers, and on SIGTERM lets the operation under way end before it goes", async () => {
    const emulator = await startEmulator({ latencyMs: 500 });
    onTestFinished(() => emulator.close());
    const { child, output } = run("src/main.ts", {
      QIANFAN_ACCESS_KEY: DEMO_ACCOUNT.accessKey,
      QIANFAN_SECRET_KEY: DEMO_ACCOUNT.secretKey,
      QIANFAN_CONSOLE_API_BASE_URL: emulator.url,
      PORT: "0",
    });
    const url = await said(output, /http:\S+\/graphql/);
    const answer = fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: `{ model(id: "am-4kq9trv2xw7b") { name } }` }),
    });
    while (emulator.calls.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    child.kill("SIGTERM");
    expect(await (await answer).json()).toEqual({ data: { model: { name: "客服助手" } } });
    expect(await ended(child)).toBe(0);
  });

  it("as the demo needs nothing, and prints where it is and a query that works there", async () => {
    const { child, output } = run("src/demo.ts", { PORT: "0" });
    const url = await said(output, /GraphQL:\s+(http:\S+\/graphql)/);
    const query = await said(output, /\n\s+(\{ .* \})\n/);
    const answer = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query }),
    });
    expect(await answer.json()).toMatchObject({ data: { model: { name: "客服助手" } } });
    child.kill("SIGTERM");
    expect(await ended(child)).toBe(0);
  });
});
