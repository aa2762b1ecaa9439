import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { pino } from "pino";
import { createApp } from "../../src/app.ts";
import { readConfig } from "../../src/config/index.ts";
import { DEMO_ACCOUNT, startEmulator } from "../../src/emulator/index.ts";
import { goWrong } from "./faults.ts";
import { flap } from "./flapping.ts";
import { type KeyedWrites, sendKeyedWrites } from "./keyed-writes.ts";
import { tidy } from "./traffic.ts";
import { Witness } from "./witness.ts";

// Mutations with keys on three replicas, while their Redis freezes and thaws and Qianfan fails.
const { values } = parseArgs({ options: { seconds: { type: "string", default: "180" } } });
const seconds = Number(values.seconds);
const REPLICAS = 3;
const CLIENTS = 12;
const FAILING = 0.1;
const REFUSED = 0.3;

const folder = mkdtempSync(join(tmpdir(), "soak-redis-"));
const port = await freePort();
const redis = await startRedis();
const emulator = await startEmulator({ latencyMs: 5 });
const apps = await Promise.all(Array.from({ length: REPLICAS }, startReplica));

const rejections: string[] = [];
process.on("unhandledRejection", (reason) => rejections.push(String(reason)));
// A refusal frees the key, which is when a release is on its way.
emulator.faults.share("eval/create", { kind: "refuse", code: 18 }, REFUSED);
goWrong(emulator, FAILING);

const witness = new Witness(emulator);
const end = performance.now() + seconds * 1000;
const isOver = () => performance.now() >= end;
const looking = setInterval(() => {
  witness.look();
  tidy(emulator.registry());
}, 250);
const clients = Array.from({ length: CLIENTS }, (_, number) =>
  sendKeyedWrites(
    apps.map(({ url }) => url),
    `soak-${number}`,
    isOver,
  ),
);
await flap({ freeze: () => redis.kill("SIGSTOP"), thaw: () => redis.kill("SIGCONT") }, isOver);
const tallies = await Promise.all(clients);
clearInterval(looking);
witness.look();
witness.look(); // The second time all outcomes are known.

const problems: string[] = [];
expectNone("writes that arrived twice", witness.writtenTwice());
expectNone("writes with two outcomes", withTwoOutcomes(tallies));
expectNone("faults of the server", faultsOf(tallies));
expectNone("unhandled rejections", rejections);

await Promise.all(apps.map((app) => app.stop()));
await emulator.close();
redis.kill("SIGKILL");
rmSync(folder, { recursive: true, force: true });
process.stdout.write(`
${tallies.reduce((sum, { writes }) => sum + writes, 0)} mutations with keys in ${seconds} s, ${witness.writes} writes at Qianfan
${[...counts(tallies)].map(([code, count]) => `${code}: ${count}`).join("\n")}

${problems.length === 0 ? "Nothing sent twice." : problems.join("\n")}
`);
process.exitCode = problems.length === 0 ? 0 : 1;

async function startReplica() {
  const config = readConfig({
    QIANFAN_ACCESS_KEY: DEMO_ACCOUNT.accessKey,
    QIANFAN_SECRET_KEY: DEMO_ACCOUNT.secretKey,
    QIANFAN_CONSOLE_API_BASE_URL: emulator.url,
    REDIS_URL: `redis://127.0.0.1:${port}`,
    REDIS_TIMEOUT_MS: "200",
    PORT: "0",
    UPSTREAM_TIMEOUT_MS: "500",
    UPSTREAM_WRITE_TIMEOUT_MS: "1000",
    UPSTREAM_ATTEMPTS: "1",
  });
  return createApp(config, pino({ level: "silent" }));
}

async function startRedis(): Promise<ChildProcess> {
  const settings = ["--port", `${port}`, "--bind", "127.0.0.1", "--save", "", "--dir", folder];
  const server = spawn("redis-server", settings, { stdio: ["ignore", "pipe", "inherit"] });
  process.once("exit", () => server.kill("SIGKILL"));
  for await (const chunk of server.stdout.iterator({ destroyOnReturn: false })) {
    if (String(chunk).includes("Ready to accept connections")) break;
  }
  server.stdout.resume();
  return server;
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

function counts(of: readonly KeyedWrites[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const [code, count] of of.flatMap(({ answers }) => [...answers])) {
    sums.set(code, (sums.get(code) ?? 0) + count);
  }
  return sums;
}

function withTwoOutcomes(of: readonly KeyedWrites[]): string[] {
  return of.flatMap(({ made }) =>
    [...made].filter(([, ids]) => ids.size > 1).map(([mark]) => mark),
  );
}

function faultsOf(of: readonly KeyedWrites[]): string[] {
  return [...counts(of).keys()].filter((code) => /INTERNAL|REUSED/.test(code));
}

function expectNone(what: string, found: readonly string[]): void {
  if (found.length > 0) problems.push(`${found.length} ${what}: ${found.slice(0, 5).join("; ")}`);
}
