import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { TestProject } from "vitest/node";
import { addToken } from "../../../src/auth/add-token.ts";
import { SCOPES } from "../../../src/auth/caller.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the demo serves GraphQL. */
    readonly url: string;
    /** A token that may do everything. */
    readonly token: string;
    /** A token with the scope `read` alone. */
    readonly readToken: string;
  }
}

/** Starts the demo once for the run, with callers, so that a client that sends no token fails. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "qianfan-clients-"));
  const file = join(folder, "tokens.json");
  project.provide("token", addToken(file, { name: "all", scopes: [...SCOPES], expires: null }));
  project.provide("readToken", addToken(file, { name: "read", scopes: ["read"], expires: null }));
  const demo = spawn(process.execPath, ["--import", "tsx", "src/demo.ts"], {
    env: {
      ...process.env,
      // Empty is not set: the demo's own default lets anyone in.
      AUTH: "",
      NODE_ENV: "",
      PORT: "0",
      TOKENS_FILE: file,
      WATCH_MIN_INTERVAL_MS: "200",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  project.provide("url", await announced(demo));
  return async () => {
    const exited = once(demo, "exit");
    demo.kill();
    await exited;
    rmSync(folder, { recursive: true });
  };
}

async function announced(demo: ChildProcess): Promise<string> {
  if (!demo.stdout) throw new Error("The demo has no output.");
  for await (const line of createInterface({ input: demo.stdout })) {
    const [, url] = /^GraphQL: +(\S+)/.exec(line) ?? [];
    if (url !== undefined) return url;
  }
  throw new Error("The demo ended before it announced its address.");
}
