import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { addBuild, CONTENDERS } from "./contenders/index.js";
import { floods } from "./lib/floods.js";
import { growth } from "./lib/growth.js";
import { hostile } from "./lib/hostile.js";
import { plots } from "./lib/plots.js";
import { LOAD_CORE, pinSelf, start } from "./lib/processes.js";
import { markdown } from "./lib/report.js";
import { seldom } from "./lib/seldom.js";
import { startUps } from "./lib/start-ups.js";
import { subscribers } from "./lib/subscribers.js";
import { table } from "./lib/table.js";
import { wrong } from "./lib/wrong.js";
import { WORKLOADS } from "./workloads.js";

const PARTS = { table, seldom, growth, startUps, subscribers, hostile, floods, wrong };

const { values: options } = parseArgs({
  options: {
    quick: { type: "boolean", default: false, short: "q" },
    parts: { type: "string", default: Object.keys(PARTS).join() },
    workloads: { type: "string", default: Object.keys(WORKLOADS).join() },
    contenders: { type: "string" },
    rounds: { type: "string" },
    seconds: { type: "string" },
    subscribers: { type: "string", default: "1000" },
    beside: { type: "string" },
    out: { type: "string", default: new URL("results/", import.meta.url).pathname },
  },
});

if (options.beside) addBuild(options.beside);
const contenders = options.contenders?.split(",") ?? Object.keys(CONTENDERS);

const plan = {
  rounds: Number(options.rounds ?? (options.quick ? 2 : 5)),
  seconds: Number(options.seconds ?? (options.quick ? 0.7 : 3)),
  subscriberCount: Number(options.subscribers),
  workloads: options.workloads.split(","),
  names: Object.keys(CONTENDERS).filter((name) => contenders.some((part) => name.includes(part))),
  say: (line) => process.stderr.write(`${line}\n`),
};

pinSelf();
const upstream = await start([new URL("upstream/stub.js", import.meta.url).pathname], LOAD_CORE);
const results = { machine: machine(), ...plan };
for (const part of options.parts.split(",")) {
  results[part] = await PARTS[part](plan, upstream);
}
await upstream.stop();

mkdirSync(options.out, { recursive: true });
writeFileSync(`${options.out}/results.json`, `${JSON.stringify(results, null, 1)}\n`);
for (const [name, svg] of Object.entries(plots(results))) {
  writeFileSync(`${options.out}/${name}.svg`, svg);
}
writeFileSync(`${options.out}/results.md`, markdown(results));
process.stdout.write(markdown(results));
process.exit();

function machine() {
  return {
    node: process.version,
    cpu: cpus()[0]?.model,
    cores: cpus().length,
    versions: Object.fromEntries(plan.names.map((name) => [name, versionsOf(CONTENDERS[name])])),
  };
}

function versionsOf({ packages }) {
  const manifests = packages.map((path) => JSON.parse(readFileSync(path, "utf8")));
  return manifests.map(({ name, version }) => `${name} ${version}`).join(", ");
}
