// Where this server's processor time goes at one workload: `node bench/profile.js W2 [seconds]`.

import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CONTENDERS } from "./contenders/index.js";
import { oracleOf, round, verified } from "./lib/contest.js";
import { LOAD_CORE, pinSelf, SERVER_CORE, start, tell } from "./lib/processes.js";
import { WORKLOADS } from "./workloads.js";

const [, , workload = "W2", seconds = "3"] = process.argv;
const name = "this server";
const { args, env } = CONTENDERS[name];
pinSelf();
const directory = mkdtempSync(join(tmpdir(), "profile-"));
const upstream = await start([new URL("upstream/stub.js", import.meta.url).pathname], LOAD_CORE);
const server = await start(
  ["--cpu-prof", `--cpu-prof-dir=${directory}`, ...args],
  SERVER_CORE,
  env(upstream.url),
);
const contender = { name, isClient: false, ...server };
const checked = await verified(contender, workload, await oracleOf(workload));
await tell(upstream.child, { latencyMs: WORKLOADS[workload].latencyMs });
await round(contender, workload, checked, upstream, 1);
const result = await round(contender, workload, checked, upstream, Number(seconds));
server.child.kill("SIGTERM");
await once(server.child, "exit");
await upstream.stop();

const [file] = readdirSync(directory);
const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(join(directory, file), "utf8"));
const byId = new Map(nodes.map((node) => [node.id, node]));
const self = new Map();
// Only the last round: what came before is starting and warming up.
let left = timeDeltas.reduce((sum, delta) => sum + delta, 0);
samples.forEach((id, i) => {
  left -= timeDeltas[i];
  if (left > Number(seconds) * 1e6) return;
  const { functionName, url, lineNumber } = byId.get(id).callFrame;
  const place = url.replace(/^.*?(node_modules|dist)\//, "");
  const key = `${functionName || "(anonymous)"} ${place}:${lineNumber + 1}`;
  self.set(key, (self.get(key) ?? 0) + timeDeltas[i]);
});
const rows = [...self]
  .filter(([key]) => !/^\((idle|program)\)/.test(key))
  .sort((a, b) => b[1] - a[1]);
const total = rows.reduce((sum, [, time]) => sum + time, 0);
process.stdout.write(`${JSON.stringify(result)}\n`);
for (const [key, time] of rows.slice(0, 45)) {
  process.stdout.write(`${`${((time / total) * 100).toFixed(1).padStart(5)} %  ${key}`}\n`);
}
