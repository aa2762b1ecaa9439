import { parseArgs } from "node:util";
import { V1_WITHDRAWALS, type V1Withdrawal } from "./http/withdrawal.ts";
import { DEMO_ACCOUNT, startEmulator } from "./index.ts";

const HELP = `A local stand-in for Baidu Qianfan's model-management API.

Usage: qianfan-graphql emulator [options]   (in a checkout: npm run emulator -- [options])

  --port <number>   port to listen on (default 8787; 0: any free one)
  --host <address>  address to listen on (default 127.0.0.1)
  --latency <ms>    hold back each answer for so long (default 0)
  --faults          let faults be planned at /__faults (docs/emulator-faults.md)
  --withdraw-v1 <how>
                    V1 is gone: its paths answer 404, 410 or unsupported-method
  --help            show this text
`;

const MAX_PORT = 65_535;
const MAX_LATENCY_MS = 600_000;

class UsageError extends Error {}

async function main(): Promise<void> {
  const options = readOptions();
  if (options.help) {
    process.stdout.write(HELP);
    return;
  }
  const emulator = await startEmulator({
    host: options.host,
    port: wholeNumber("port", options.port, MAX_PORT),
    faults: options.faults,
    v1Withdrawal: withdrawal(options["withdraw-v1"]),
    latencyMs: wholeNumber("latency", options.latency, MAX_LATENCY_MS),
  });
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => void emulator.close());
  process.stdout.write(welcome(emulator.url));
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: "string", default: "8787" },
        host: { type: "string", default: "127.0.0.1" },
        latency: { type: "string", default: "0" },
        faults: { type: "boolean", default: false },
        "withdraw-v1": { type: "string" },
        help: { type: "boolean", default: false },
      },
    });
    return values;
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
}

function wholeNumber(name: string, text: string, max: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value <= max) return value;
  throw new UsageError(`--${name} takes a whole number from 0 to ${max}, not "${text}"`);
}

function withdrawal(text: string | undefined): V1Withdrawal | null {
  if (text === undefined) return null;
  const how = V1_WITHDRAWALS.find((known) => known === text);
  if (how) return how;
  throw new UsageError(`--withdraw-v1 takes ${V1_WITHDRAWALS.join(", ")}, not "${text}"`);
}

function welcome(url: string): string {
  return `The Qianfan emulator listens on ${url}
Its one account is made up. Baidu's own SDKs, and this project, use it with:

  export QIANFAN_ACCESS_KEY=${DEMO_ACCOUNT.accessKey}
  export QIANFAN_SECRET_KEY=${DEMO_ACCOUNT.secretKey}
  export QIANFAN_CONSOLE_API_BASE_URL=${url}   # Python, JS, Java, and this project
  export QIANFAN_CONSOLE_BASE_URL=${url}       # Go

Ctrl-C stops it.
`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

main().catch((error: unknown) => {
  const hint = error instanceof UsageError ? "\nTry --help." : "";
  console.error(`emulator: ${messageOf(error)}${hint}`);
  process.exitCode = 1;
});
