import { spawn } from "node:child_process";
import { once } from "node:events";
import { pino } from "pino";
import { onTestFinished } from "vitest";
import { type App, createApp } from "../../src/app.ts";
import { readConfig } from "../../src/config/index.ts";
import { DEMO_ACCOUNT, type Emulator, startEmulator } from "../../src/emulator/index.ts";
import type { Answer, KitOptions } from "./index.ts";
import { startRedis, type TestRedis } from "./redis.ts";

export interface Replica {
  readonly app: App;
  query(
    document: string,
    variables?: Readonly<Record<string, unknown>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer>;
}

/** A replica that is a process of its own, so that it can die at once. */
export interface ReplicaProcess {
  readonly url: string;
  kill(): Promise<void>;
}

export interface ReplicaSet {
  readonly redis: TestRedis;
  readonly qianfan: Emulator;
  readonly replicas: readonly [Replica, Replica, Replica];
  /** One more, with settings that may differ. */
  startProcess(settings?: KitOptions["settings"]): Promise<ReplicaProcess>;
  /** The operations that reached the emulator since the start, or since the last time this was asked. */
  upstream(): string[];
}

/** Three replicas with one Redis on one emulator, all stopped when the test ends. */
export async function startReplicas(options: KitOptions = {}): Promise<ReplicaSet> {
  const redis = await startRedis();
  const qianfan = await startEmulator(options.emulator);
  onTestFinished(() => qianfan.close());
  const settings = {
    QIANFAN_ACCESS_KEY: DEMO_ACCOUNT.accessKey,
    QIANFAN_SECRET_KEY: DEMO_ACCOUNT.secretKey,
    QIANFAN_CONSOLE_API_BASE_URL: qianfan.url,
    REDIS_URL: redis.url,
    REDIS_TIMEOUT_MS: "1000", // Tests share their machine.
    PORT: "0",
    ADMIN_PORT: "0",
    DRAIN_SECONDS: "1",
    ...options.settings,
  };
  const start = () => startReplica(settings);
  let seen = 0;
  return {
    redis,
    qianfan,
    replicas: [await start(), await start(), await start()],
    startProcess: (own) => startProcess({ ...settings, ...own }),
    upstream() {
      const calls = qianfan.calls.slice(seen);
      seen = qianfan.calls.length;
      return calls.map(({ operation }) => operation);
    },
  };
}

export async function startReplica(settings: Readonly<Record<string, string>>): Promise<Replica> {
  const app = await createApp(readConfig(settings), pino({ level: "silent" }));
  onTestFinished(() => app.stop());
  return {
    app,
    query: (document, variables, headers) => ask(app.url, document, variables, headers),
  };
}

async function startProcess(settings: Readonly<Record<string, string>>): Promise<ReplicaProcess> {
  const { PATH = "" } = process.env;
  const child = spawn(process.execPath, ["dist-server/main.js"], { env: { PATH, ...settings } });
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGKILL");
    await once(child, "exit");
  };
  onTestFinished(kill);
  let said = "";
  child.stderr.on("data", (chunk) => (said += chunk));
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
    said += chunk;
    const [url] = /http:\S+\/graphql/.exec(said) ?? [];
    if (url) return { url, kill };
  }
  throw new Error(`The replica has not started: ${said}`);
}

/** Sends one operation to a server. */
export async function ask(
  url: string,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Answer;
}
