import { onTestFinished } from "vitest";
import { type AppExtras, createApp } from "../../src/app.ts";
import { readConfig } from "../../src/config/index.ts";
import { scrubber } from "../../src/config/secrets.ts";
import {
  DEMO_ACCOUNT,
  type Emulator,
  type EmulatorOptions,
  ManualClock,
  startEmulator,
} from "../../src/emulator/index.ts";
import { logger } from "../../src/observability/logger.ts";
import { ManualTime } from "./time.ts";

export interface KitOptions {
  readonly emulator?: EmulatorOptions;
  /** Settings other than the defaults, as the environment would have them. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly pages?: AppExtras["pages"];
  readonly stages?: AppExtras["stages"];
  readonly createApi?: AppExtras["createApi"];
}

export interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: a test knows the shape it asked for
  readonly data?: any;
  readonly errors?: readonly AnsweredError[];
  readonly extensions?: {
    readonly upstream?: readonly { operation: string; how: string }[];
    readonly ftv1?: string;
  };
}

export interface AnsweredError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: Readonly<Record<string, unknown>> & { readonly code: string };
}

export interface Kit {
  readonly url: string;
  /** Null unless `ADMIN_PORT` is set. */
  readonly adminUrl: string | null;
  readonly qianfan: Emulator & { readonly clock: ManualClock };
  /** Lets time pass, for the emulator and for what the server has scheduled. */
  readonly time: ManualTime;
  /** Stops the server, as SIGTERM does. */
  stop(): Promise<void>;
  /** What the server logged, one object a line. */
  readonly logged: Record<string, unknown>[];
  query(
    document: string,
    variables?: Readonly<Record<string, unknown>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer>;
  /** The operations that reached the emulator since the start, or since the last time this was asked. */
  upstream(): string[];
}

/** The lines of the log that tell of an operation. */
export function operationLines({ logged }: Pick<Kit, "logged">): Kit["logged"] {
  return logged.filter(({ msg }) => msg === "operation");
}

/** A server on an emulator of its own, both stopped when the test ends. */
export async function startKit(options: KitOptions = {}): Promise<Kit> {
  const clock = new ManualClock(new Date("2024-06-01T00:00:00Z"));
  const time = new ManualTime(clock);
  const emulator = await startEmulator({ clock, ...options.emulator });
  const logged: Record<string, unknown>[] = [];
  const log = logger(
    { LOG_LEVEL: "trace" },
    {
      scrub: scrubber([DEMO_ACCOUNT.accessKey, DEMO_ACCOUNT.secretKey]),
      destination: { write: (line) => logged.push(JSON.parse(line)) },
    },
  );
  const app = await createApp(
    readConfig({
      QIANFAN_ACCESS_KEY: DEMO_ACCOUNT.accessKey,
      QIANFAN_SECRET_KEY: DEMO_ACCOUNT.secretKey,
      QIANFAN_CONSOLE_API_BASE_URL: emulator.url,
      PORT: "0",
      DRAIN_SECONDS: "1",
      ...options.settings,
    }),
    log,
    {
      time,
      ...(options.pages ? { pages: options.pages } : {}),
      ...(options.stages ? { stages: options.stages } : {}),
      createApi: options.createApi,
    },
  );
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= app.stop();
    return stopped;
  };
  onTestFinished(async () => {
    await stop();
    await emulator.close();
  });
  let seen = 0;
  return {
    url: app.url,
    adminUrl: app.adminUrl,
    qianfan: Object.assign(emulator, { clock }),
    time,
    stop,
    logged,
    async query(document, variables = {}, headers = {}) {
      const response = await fetch(app.url, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify({ query: document, variables }),
      });
      return (await response.json()) as Answer;
    },
    upstream() {
      const calls = emulator.calls.slice(seen);
      seen = emulator.calls.length;
      return calls.map(({ operation }) => operation);
    },
  };
}
