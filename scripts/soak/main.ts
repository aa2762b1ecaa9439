import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { pino } from "pino";
import { createApp } from "../../src/app.ts";
import { readConfig } from "../../src/config/index.ts";
import { DEMO_ACCOUNT, startEmulator } from "../../src/emulator/index.ts";
import { Caller } from "./caller.ts";
import { goWrong } from "./faults.ts";
import { create, publish, read, stop, tidy } from "./traffic.ts";
import { Witness } from "./witness.ts";

// Mixed traffic while one upstream call in ten goes wrong, then a look at what is left of it.
const { values } = parseArgs({
  options: { seconds: { type: "string", default: "90" } },
});
const seconds = Number(values.seconds);
const WORKERS = 24;
const WRONG = 0.1;
const MAX_GROWTH_BYTES = 16_000_000;

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");
const warnings: string[] = [];
process.on("warning", (warning) => warnings.push(String(warning)));
const logged: string[] = [];
const log = pino({ level: "error" }, { write: (line) => void logged.push(line) });

const emulator = await startEmulator({ latencyMs: 2 });
const app = await createApp(
  readConfig({
    QIANFAN_ACCESS_KEY: DEMO_ACCOUNT.accessKey,
    QIANFAN_SECRET_KEY: DEMO_ACCOUNT.secretKey,
    QIANFAN_CONSOLE_API_BASE_URL: emulator.url,
    PORT: "0",
    OPERATION_TIMEOUT_MS: "3000",
    UPSTREAM_TIMEOUT_MS: "500",
    UPSTREAM_WRITE_TIMEOUT_MS: "1000",
    UPSTREAM_RETRY_DELAY_MS: "20",
    UPSTREAM_CALLS_IN_FLIGHT: "48",
    UPSTREAM_MAX_ANSWER_BYTES: "1000000",
    FINALS_MAX_ENTRIES: "10",
    MAX_ID_PAIRS: "200",
  }),
  log,
);
const caller = new Caller(app.url);
const witness = new Witness(emulator);
const problems: string[] = [];

goWrong(emulator, WRONG);
const { before, after } = await soak();
emulator.faults.clear();
await recovered();
await app.stop();
witness.look();
witness.look(); // the second time all outcomes are known
await caller.close();
await emulator.close();
await sleep(50);

const growth = after - before;
const leftOver = process.getActiveResourcesInfo().filter((kind) => !/TTY|Pipe|File/.test(kind));
const { requests, left, codes, classifyTransportError } = caller.tally;
expectNone("without an answer", classifyTransportError);
expectNone("writes that arrived twice", witness.writtenTwice());
expectNone("left behind", leftOver);
expectNone("warnings", warnings);
// Each mutation leaves an audit line at any level; everything else here is an error.
expectNone(
  "errors logged",
  logged.filter((line) => JSON.parse(line).audit !== true),
);
if (growth > MAX_GROWTH_BYTES) problems.push(`memory grew by ${megabytes(growth)}`);

process.stdout.write(`
${requests} requests in ${seconds} s, of which ${left} left early; ${witness.calls} upstream calls, ${witness.writes} of them writes
heap ${megabytes(before)} when warm, ${megabytes(after)} at the end
${[...codes].map(([code, count]) => `${code}: ${count}`).join("\n")}

${problems.length === 0 ? "Nothing lost, nothing sent twice, nothing left behind." : problems.join("\n")}
`);
process.exitCode = problems.length === 0 ? 0 : 1;

/** The heap when a quarter of the time is over, and at the end. */
async function soak(): Promise<{ before: number; after: number }> {
  const end = performance.now() + seconds * 1000;
  const workers = Array.from({ length: WORKERS }, () => work(end));
  const tidying = keepTidy(end);
  await sleep(seconds * 250);
  const before = heap();
  await Promise.all([...workers, tidying]);
  return { before, after: heap() };
}

async function work(end: number): Promise<void> {
  const registry = emulator.registry();
  while (performance.now() < end) {
    const dice = Math.random();
    if (dice < 0.7) await caller.send(read());
    else if (dice < 0.8) await caller.send(publish());
    else if (dice < 0.9) await caller.send(create());
    else await caller.send(stop(registry));
    await sleep(Math.random() * 20);
  }
}

async function keepTidy(end: number): Promise<void> {
  while (performance.now() < end) {
    await sleep(250);
    witness.look();
    tidy(emulator.registry());
  }
}

/** Without faults everything is answered again, at the latest when the breaker has looked. */
async function recovered(): Promise<void> {
  for (let tries = 0; tries < 60; tries += 1) {
    const answer = await fetch(app.url, {
      method: "POST",
      headers: { "content-type": "application/json", connection: "close" },
      body: JSON.stringify({ query: `{ model(id: "am-4kq9trv2xw7b") { name } }` }),
    });
    if (!("errors" in Object(await answer.json()))) return;
    await sleep(500);
  }
  problems.push("Qianfan is well again, but its models are still not answered");
}

function heap(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

function expectNone(what: string, found: readonly string[]): void {
  if (found.length > 0) problems.push(`${found.length} ${what}: ${found.slice(0, 5).join("; ")}`);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
