import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";
import { describe, onTestFinished } from "vitest";

/** Tests with a real Redis, skipped where a developer's machine has none; in CI they have to run. */
export function describeWithRedis(name: string, tests: () => void): void {
  const title = HAS_REDIS ? name : `${name} (skipped: there is no redis-server on this machine)`;
  describe.skipIf(!HAS_REDIS)(title, { timeout: 60_000 }, tests);
}

const HAS_REDIS = hasRedis();

export interface TestRedis {
  readonly url: string;
  /** A connection of the test's own. */
  readonly client: Redis;
  /** Ends the server, as a crash would. */
  stop(): Promise<void>;
  /** Begins it again on the same port, with nothing in it. */
  start(): Promise<void>;
  /** It keeps its connections, and answers nothing. */
  freeze(): void;
  thaw(): void;
}

/** A redis-server of the test's own on a free port, which ends with the test. */
export async function startRedis(): Promise<TestRedis> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "redis-"));
  const client = new Redis(port, "127.0.0.1", { lazyConnect: true, retryStrategy: () => 20 });
  client.on("error", () => {});
  let server: ChildProcess | null = null;
  const redis: TestRedis = {
    url: `redis://127.0.0.1:${port}`,
    client,
    async start() {
      const settings = ["--port", `${port}`, "--bind", "127.0.0.1", "--save", "", "--dir", folder];
      server = await startServer(settings);
    },
    async stop() {
      if (!server || server.exitCode !== null || server.signalCode !== null) return;
      const ended = once(server, "exit");
      server.kill("SIGKILL");
      await ended;
    },
    freeze: () => void server?.kill("SIGSTOP"),
    thaw: () => void server?.kill("SIGCONT"),
  };
  onTestFinished(async () => {
    client.disconnect();
    await redis.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  await redis.start();
  await client.connect();
  return redis;
}

async function startServer(settings: readonly string[]): Promise<ChildProcess> {
  const server = spawn("redis-server", settings, { stdio: ["ignore", "pipe", "inherit"] });
  // Should this process end before the test does.
  const kill = () => server.kill("SIGKILL");
  process.once("exit", kill);
  server.once("exit", () => process.off("exit", kill));
  let said = "";
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.once("exit", () => reject(new Error(`redis-server has not started: ${said}`)));
    server.stdout.on("data", (chunk) => {
      said += chunk;
      if (said.includes("Ready to accept connections")) resolve();
    });
  });
  return server;
}

function hasRedis(): boolean {
  if (process.env.CI) return true;
  try {
    execFileSync("redis-server", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("No port was given.");
  return address.port;
}
