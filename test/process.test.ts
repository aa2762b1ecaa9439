import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { type AddressInfo, connect, createServer } from "node:net";
import { join, resolve } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { DEMO_ACCOUNT, type EmulatorOptions, startEmulator } from "../src/emulator/index.ts";
import { directory } from "./auth/kit.ts";
import { untilCalled } from "./kit/calls.ts";

// Each test starts processes, which takes seconds where cores are shared.
vi.setConfig({ testTimeout: 120_000 });

interface RunOptions {
  /** Modules to load before the script. */
  readonly preloads?: readonly string[];
  /** The working directory, if it is not the project's. */
  readonly cwd?: string;
  /** Where the standard output goes: a pipe, unless it is a file's descriptor. */
  readonly stdout?: number;
}

function run(
  script: string,
  environment: Record<string, string>,
  options: string[] = [],
  { preloads = [], cwd = ".", stdout }: RunOptions = {},
) {
  const { PATH = "" } = process.env;
  const imports = preloads.flatMap((name) => ["--import", name]);
  const child = spawn(process.execPath, [...imports, resolve(script), ...options], {
    cwd,
    env: { PATH, ...environment },
    stdio: ["ignore", stdout ?? "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const output = { text: "" };
  child.stdout?.on("data", (chunk) => (output.text += chunk));
  child.stderr?.on("data", (chunk) => (output.text += chunk));
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
    const { child, output } = run("dist-server/main.js", {});
    expect(await ended(child)).toBe(1);
    expect(output.text).toMatchInlineSnapshot(`
      "The server cannot start:
        QIANFAN_ACCESS_KEY is missing; allowed: printable characters without spaces or slashes.
        QIANFAN_SECRET_KEY is missing; allowed: printable characters without spaces or slashes.
      "
    `);
  });

  it("S13 refuses to start where others can reach it and nobody has to say who he is", async () => {
    const { child, output } = run("dist-server/main.js", {
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
      const { child, output } = run("dist-server/main.js", {
        QIANFAN_ACCESS_KEY: "top-secret-text",
        QIANFAN_SECRET_KEY: "top-secret-text",
        ...(setting === "JWT_PUBLIC_KEY_FILE" && { JWT_ISSUER: "i", JWT_AUDIENCE: "a" }),
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
    const token = run("dist/cli/token.js", { TOKENS_FILE }, [
      "--name",
      "ci",
      "--scopes",
      "read,publish",
    ]);
    expect(await ended(token.child)).toBe(0);
    const secret = await said(token.output, /qfg_[\w-]{43}/);
    expect(readFileSync(TOKENS_FILE, "utf8")).not.toContain(secret);
    const { child, output } = run("dist-server/main.js", {
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
      const { child, output } = run("dist/cli/token.js", { TOKENS_FILE }, options);
      expect(await ended(child)).toBe(1);
      faults.push(output.text.split("\n")[0]);
    }
    expect(faults).toMatchInlineSnapshot(`
      [
        "token: name: 1 to 64 letters, digits or . _ @ -.",
        "token: --scopes takes any of read, publish, evaluate, delete, schema, with commas.",
        "token: --expires takes 90d, a time or never, not soon.",
        "token: Unknown option '--nmae'",
      ]
    `);
  });

  it("as the demo needs nothing, and prints where it is and a query that works there", async () => {
    const { child, output } = run("dist/cli/demo.js", { PORT: "0" });
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

  it("refuses to start where its port is taken, and keeps nothing open", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    onTestFinished(() => void other.close());
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    const { child, output } = await started({ PORT: String(port), ADMIN_PORT: "0" });
    expect(await ended(child)).toBe(1);
    expect(output.text).toContain(
      `The server cannot start:\n  HOST and PORT, or ADMIN_HOST and ADMIN_PORT, are 127.0.0.1:${port}: another process listens there (EADDRINUSE).\n`,
    );
  });

  it("reads a .env with a byte order mark, and warns of a name in it that looks like a setting's", async () => {
    const cwd = directory();
    const text = "\ufeffLOG_LEVEL=warn\r\nUPSTREAM_TIMEOUT=5\r\n";
    writeFileSync(join(cwd, ".env"), text);
    const { output } = await served({}, { cwd });
    const line = "UPSTREAM_TIMEOUT is no setting. Did you mean UPSTREAM_TIMEOUT_MS?";
    expect(await said(output, /"msg":"(.*)"/)).toBe(line);
  });

  it("refuses to start where .env is a folder", async () => {
    const cwd = directory();
    mkdirSync(join(cwd, ".env"));
    const { child, output } = run("dist-server/main.js", {}, [], { cwd });
    expect(await ended(child)).toBe(1);
    expect(output.text).toBe("The server cannot start:\n  .env: it is a folder, not a file.\n");
  });

  it("as the demo names a wrong setting too", async () => {
    const { child, output } = run("dist/cli/demo.js", { PORT: "4000ms" });
    expect(await ended(child)).toBe(1);
    expect(output.text).toBe(
      'The server cannot start:\n  PORT is "4000ms"; allowed: a whole number from 0 to 65535. Leave out the unit.\n',
    );
  });

  it.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
    "lets the operation under way end on %s",
    async (signal) => {
      const { url, child, emulator } = await served({}, {}, { latencyMs: 500 });
      const answer = named(url);
      await untilCalled(emulator);
      child.kill(signal);
      expect(await answer).toEqual(NAMED);
      expect(await ended(child)).toBe(0);
    },
  );

  it("goes on after a rejection that nobody waits for, which it logs", async () => {
    const preloads = ["./test/kit/reject-on-signal.js"];
    const { url, child, output } = await served({}, { preloads });
    child.kill("SIGUSR2");
    await said(output, /"message":"nobody waits for this".*"msg":"unhandled rejection"/);
    expect(await named(url)).toEqual(NAMED);
    child.kill("SIGTERM");
    expect(await ended(child)).toBe(0);
  });

  it("as the demo goes on after a rejection as well", async () => {
    const preloads = ["./test/kit/reject-on-signal.js"];
    const { child, output } = run("dist/cli/demo.js", { PORT: "0" }, [], { preloads });
    const url = await said(output, /GraphQL:\s+(http:\S+\/graphql)/);
    child.kill("SIGUSR2");
    await said(output, /"msg":"unhandled rejection"/);
    expect(await named(url)).toEqual(NAMED);
  });

  it("ends after an exception that nothing catches, with a line in its log", async () => {
    const preloads = ["./test/kit/reject-on-signal.js"];
    const { child, output } = await served({}, { preloads });
    child.kill("SIGWINCH");
    expect(await ended(child)).toBe(1);
    expect(output.text).toMatch(/"level":60.*"message":"nothing catches this"/);
  });

  it("serves and stops in order although the disk for its log is full, and says so once", async () => {
    const stdout = openSync("/dev/full", "a");
    onTestFinished(() => closeSync(stdout));
    const port = await freePort();
    const { child, output } = await started({ PORT: String(port) }, { stdout });
    const url = `http://127.0.0.1:${port}/graphql`;
    await untilListening(port);
    for (let count = 0; count < 50; count++) expect(await named(url)).toEqual(NAMED);
    await said(output, /dropped and counted/);
    child.kill("SIGTERM");
    expect(await ended(child)).toBe(0);
    expect(output.text).toBe(
      "The log cannot be written to the standard output (ENOSPC). Log lines are dropped and counted; the server goes on.\n",
    );
  });

  it("serves and stops in order although nobody reads its log", async () => {
    const port = await freePort();
    const { child } = await started({ PORT: String(port) });
    child.stdout?.pause();
    const url = `http://127.0.0.1:${port}/graphql`;
    await untilListening(port);
    const mutation = `mutation { stopEvaluationTask(id: "${"a".repeat(7_000)}") { __typename } }`;
    for (let count = 0; count < 100; count++)
      expect(await query(url, mutation)).toBeTypeOf("object");
    expect(await named(url)).toEqual(NAMED);
    child.kill("SIGTERM");
    expect(await ended(child)).toBe(0);
  });
});

const NAMED = { data: { model: { name: "客服助手" } } };

async function query(url: string, document: string): Promise<unknown> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: document }),
  });
  return response.json();
}

function named(url: string): Promise<unknown> {
  return query(url, `{ model(id: "am-4kq9trv2xw7b") { name } }`);
}

/** A server's process over an emulator. */
async function started(
  environment: Record<string, string> = {},
  options: RunOptions = {},
  emulated: EmulatorOptions = {},
) {
  const emulator = await startEmulator(emulated);
  onTestFinished(() => emulator.close());
  const settings = {
    QIANFAN_ACCESS_KEY: DEMO_ACCOUNT.accessKey,
    QIANFAN_SECRET_KEY: DEMO_ACCOUNT.secretKey,
    QIANFAN_CONSOLE_API_BASE_URL: emulator.url,
    PORT: "0",
    ...environment,
  };
  return { emulator, ...run("dist-server/main.js", settings, [], options) };
}

/** The same once it listens, with its address. */
async function served(...options: Parameters<typeof started>) {
  const server = await started(...options);
  return { ...server, url: await said(server.output, /http:\S+\/graphql/) };
}

/** A port for a server that cannot say which one it has taken. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

async function untilListening(port: number): Promise<void> {
  for (;;) {
    const socket = connect(port, "127.0.0.1");
    const connected = await once(socket, "connect").then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (connected) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
