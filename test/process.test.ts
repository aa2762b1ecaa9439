import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { DEMO_ACCOUNT, startEmulator } from "../src/emulator/index.ts";
import { directory } from "./auth/kit.ts";
import { untilCalled } from "./kit/calls.ts";

function run(script: string, environment: Record<string, string>, options: string[] = []) {
  const { PATH = "" } = process.env;
  const child = spawn(process.execPath, ["--import", "tsx", script, ...options], {
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

  it("S13 refuses to start where others can reach it and nobody has to say who he is", async () => {
    const { child, output } = run("src/main.ts", {
      QIANFAN_ACCESS_KEY: "a",
      QIANFAN_SECRET_KEY: "b",
      HOST: "0.0.0.0",
      PORT: "0",
    });
    expect(await ended(child)).toBe(1);
    expect(output.text).toMatchInlineSnapshot(`
      "The server cannot start:
        HOST is 0.0.0.0, which others can reach, but no callers are configured. Set TOKENS_FILE or JWT_JWKS_URL; or AUTH=none, and anyone who reaches it may spend the account's money.
      "
    `);
  });

  it("S19 shows no secret when it cannot start or read a file that holds some", async () => {
    const path = join(directory(), "secret.json");
    writeFileSync(path, `{ "accounts": [{ "secretKey": "top-secret-text" `);
    for (const setting of ["ACCOUNTS_FILE", "TOKENS_FILE", "JWT_PUBLIC_KEY_FILE"]) {
      const { child, output } = run("src/main.ts", {
        QIANFAN_ACCESS_KEY: "top-secret-text",
        QIANFAN_SECRET_KEY: "top-secret-text",
        JWT_ISSUER: "i",
        JWT_AUDIENCE: "a",
        PORT: "0",
        [setting]: path,
      });
      expect(await ended(child)).toBe(1);
      expect(output.text).toContain(setting);
      expect(output.text).not.toContain("secret-text");
    }
  });

  it("makes a token that is shown once, and lets in with it", async () => {
    const emulator = await startEmulator();
    onTestFinished(() => emulator.close());
    const TOKENS_FILE = join(directory(), "tokens.json");
    const token = run("src/token.ts", { TOKENS_FILE }, [
      "--name",
      "ci",
      "--scopes",
      "read,publish",
    ]);
    expect(await ended(token.child)).toBe(0);
    const secret = await said(token.output, /qfg_[\w-]{43}/);
    expect(readFileSync(TOKENS_FILE, "utf8")).not.toContain(secret);
    const { child, output } = run("src/main.ts", {
      QIANFAN_ACCESS_KEY: DEMO_ACCOUNT.accessKey,
      QIANFAN_SECRET_KEY: DEMO_ACCOUNT.secretKey,
      QIANFAN_CONSOLE_API_BASE_URL: emulator.url,
      TOKENS_FILE,
      PORT: "0",
    });
    const url = await said(output, /http:\S+\/graphql/);
    const status = async (headers: Record<string, string>) => {
      const body = JSON.stringify({ query: `{ model(id: "am-4kq9trv2xw7b") { name } }` });
      const type = { "content-type": "application/json" };
      return (await fetch(url, { method: "POST", headers: { ...type, ...headers }, body })).status;
    };
    expect(await status({})).toBe(401);
    expect(await status({ authorization: `Bearer ${secret}` })).toBe(200);
    child.kill("SIGTERM");
    expect(await ended(child)).toBe(0);
    expect(output.text).not.toContain(secret);
  });

  it("makes no token without a name, for scopes that are none, or without end by accident", async () => {
    const TOKENS_FILE = join(directory(), "tokens.json");
    const faults = [];
    for (const options of [
      ["--scopes", "read"],
      ["--name", "a", "--scopes", "write"],
      ["--name", "a", "--scopes", "read", "--expires", "soon"],
      ["--nmae", "a"],
    ]) {
      const { child, output } = run("src/token.ts", { TOKENS_FILE }, options);
      expect(await ended(child)).toBe(1);
      faults.push(output.text.split("\n")[0]);
    }
    expect(faults).toMatchInlineSnapshot(`
      [
        "token: name: 1 to 64 letters, digits or . _ @ -.",
        "token: --scopes takes any of read, publish, evaluate, delete, with commas.",
        "token: --expires takes 90d, a time or never, not soon.",
        "token: Unknown option '--nmae'",
      ]
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
    await untilCalled(emulator);
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
