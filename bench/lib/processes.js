import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";

/** The server has a core to itself; the upstream stub and the load share the other. */
export const SERVER_CORE = 0;
export const LOAD_CORE = 1;
const canPin =
  availableParallelism() > 1 && spawnSync("taskset", ["--version"]).error === undefined;

process.setMaxListeners(0);
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));

export function pinSelf() {
  if (canPin) spawnSync("taskset", ["-apc", String(LOAD_CORE), String(process.pid)]);
}

/** A process that says by a message, or in a line of its output, that it is ready. */
export async function start(args, core, env = {}) {
  const started = performance.now();
  const command = [...(canPin ? ["taskset", "-c", String(core)] : []), process.execPath, ...args];
  const child = spawn(command[0], command.slice(1), {
    stdio: ["ignore", "pipe", "inherit", "ipc"],
    env: { PATH: process.env.PATH, NODE_ENV: "production", ...env },
  });
  // Whatever ends this process ends what it started.
  process.once("exit", () => child.kill("SIGKILL"));
  const stop = () => {
    child.kill("SIGKILL");
    return once(child, "exit");
  };
  const url = await Promise.race([
    once(child, "message").then(([{ url }]) => url),
    urlIn(child.stdout),
    once(child, "exit").then(() => {
      throw new Error(`${args.join(" ")} ended before it was ready`);
    }),
  ]);
  child.stdout.resume();
  return { child, url, pid: child.pid, startMs: performance.now() - started, stop };
}

async function urlIn(output) {
  for await (const chunk of output.iterator({ destroyOnReturn: false })) {
    const url = /served at (http:\S+)/.exec(String(chunk))?.[1];
    if (url) return url;
  }
  return new Promise(() => {});
}

/** Sends a message and takes the next one that comes back. */
export async function tell(child, message) {
  child.send(message);
  const [answer] = await once(child, "message");
  return answer;
}

/** Processor time in milliseconds and resident memory in megabytes, as Linux tells them. */
export function usage(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return {
    cpuMs: (Number(stat[11]) + Number(stat[12])) * 10,
    residentMb: Number(/VmRSS:\s+(\d+)/.exec(status)[1]) / 1024,
  };
}
