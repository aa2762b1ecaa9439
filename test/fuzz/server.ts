import { createServer, type IncomingMessage, request } from "node:http";
import type { AddressInfo } from "node:net";
import { createApp } from "../../src/app.ts";
import { type Config, readConfig } from "../../src/config/index.ts";
import { scrubber } from "../../src/config/secrets.ts";
import {
  DEMO_ACCOUNT,
  type Emulator,
  ManualClock,
  startEmulator,
} from "../../src/emulator/index.ts";
import { logger } from "../../src/observability/logger.ts";
import { ManualTime } from "../kit/time.ts";
import type { FuzzOperation } from "./operation.ts";

/** An answer that takes the place of Qianfan's. */
export interface BusinessError {
  readonly status: number;
  readonly body: string;
}

/** Which calls fail, by the operation and what is sent. */
export type Faults = (
  operation: string,
  body: Readonly<Record<string, unknown>>,
) => BusinessError | null;

export interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly AnsweredError[];
}

export interface AnsweredError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: unknown };
}

/** A server on an emulator whose clock stands still. */
export interface FuzzServer {
  readonly config: Config;
  readonly emulator: Emulator;
  /** Makes calls fail from now on, where they can; null makes none. */
  fail(faults: Faults | null): void;
  send(operation: FuzzOperation, method?: "GET" | "POST"): Promise<Answer>;
  stop(): Promise<void>;
}

// No limit is to be reached: what is beyond one is refused, which tests of limits see to.
const SETTINGS = {
  PORT: "0",
  DRAIN_SECONDS: "1",
  MAX_DOCUMENT_LENGTH: "1000000",
  MAX_TOKENS: "100000",
  MAX_FIELDS: "100000",
  MAX_DEPTH: "100",
  MAX_ALIASES: "10000",
  MAX_ROOT_FIELDS: "1000",
  MAX_DIRECTIVES: "10000",
  MAX_COST: "1000000000",
  MAX_HEADER_BYTES: "100000",
  UPSTREAM_MAX_CALLS: "100000",
  // A call that fails fails alone, and soon.
  UPSTREAM_ATTEMPTS: "1",
  BREAKER_FAILURES: "0",
};

export async function startFuzzServer(
  settings: Readonly<Record<string, string>> = {},
  canFail = false,
): Promise<FuzzServer> {
  const clock = new ManualClock(new Date("2024-06-01T00:00:00Z"));
  const emulator = await startEmulator({ clock });
  const gate = canFail ? await startGate(emulator.url) : null;
  const log = logger({ LOG_LEVEL: "silent" }, { scrub: scrubber([]) });
  const config = readConfig({
    QIANFAN_ACCESS_KEY: DEMO_ACCOUNT.accessKey,
    QIANFAN_SECRET_KEY: DEMO_ACCOUNT.secretKey,
    QIANFAN_CONSOLE_API_BASE_URL: gate?.url ?? emulator.url,
    ...SETTINGS,
    ...settings,
  });
  const app = await createApp(config, log, { time: new ManualTime(clock) });
  return {
    config,
    emulator,
    fail: (faults) => gate?.fail(faults),
    async send({ query, variables, operationName }, method = "POST") {
      const body = { query, variables, ...(operationName ? { operationName } : {}) };
      const response = await (method === "POST" ? post(app.url, body) : get(app.url, body));
      const text = await response.text();
      try {
        return JSON.parse(text);
      } catch {
        return { data: `HTTP ${response.status}: ${text}` };
      }
    },
    async stop() {
      await app.stop();
      await gate?.stop();
      await emulator.close();
    },
  };
}

function post(url: string, body: object): Promise<Response> {
  const headers = { "content-type": "application/json" };
  return fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
}

function get(url: string, body: object): Promise<Response> {
  const parameters = Object.entries(body).map(([name, value]): [string, string] => {
    return [name, typeof value === "string" ? value : JSON.stringify(value)];
  });
  const headers = { "apollo-require-preflight": "true" };
  return fetch(`${url}?${new URLSearchParams(parameters)}`, { headers });
}

/** Stands before the emulator, and lets the same calls fail every time: its own plan knows no ids. */
async function startGate(emulatorUrl: string) {
  let faults: Faults | null = null;
  const server = createServer((incoming, outgoing) => {
    void bodyOf(incoming).then((body) => {
      const operation = (incoming.url ?? "").split("/modelrepo/")[1] ?? "";
      const refusal = faults?.(operation, JSON.parse(body || "{}"));
      if (refusal) {
        outgoing.writeHead(refusal.status, { "content-type": "application/json" });
        outgoing.end(refusal.body);
        return;
      }
      const { method, headers, url } = incoming;
      const forwarded = request(`${emulatorUrl}${url}`, { method, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(outgoing);
      });
      forwarded.on("error", () => outgoing.destroy());
      forwarded.end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    fail(given: Faults | null) {
      faults = given;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
