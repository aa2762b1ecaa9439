import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { createInterface } from "node:readline";

const ROOT = resolve(import.meta.dirname, "../../..");

export interface Demo {
  /** Where it serves GraphQL. */
  readonly url: string;
  stop(): Promise<void>;
}

/** The demo in a process of its own, on any port; `settings` are its environment beside ours. */
export async function startDemo(settings: Readonly<Record<string, string>>): Promise<Demo> {
  const demo = spawn(process.execPath, ["--import", "tsx", "src/cli/demo.ts"], {
    cwd: ROOT,
    env: { ...process.env, NODE_ENV: "", PORT: "0", ...settings },
    stdio: ["ignore", "pipe", "inherit"],
  });
  return {
    url: await announced(demo.stdout),
    async stop() {
      const exited = once(demo, "exit");
      demo.kill();
      await exited;
    },
  };
}

async function announced(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: output })) {
    const [, url] = /^GraphQL: +(\S+)/.exec(line) ?? [];
    if (url !== undefined) return url;
  }
  throw new Error("The demo ended before it announced its address.");
}
