import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { addToken } from "../../../src/auth/add-token.ts";
import { SCOPES } from "../../../src/auth/caller.ts";
import { startDemo } from "./start-demo.ts";

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
  const demo = await startDemo({
    // Empty is not set: the demo's own default lets anyone in.
    AUTH: "",
    TOKENS_FILE: file,
    WATCH_MIN_INTERVAL_MS: "200",
  });
  project.provide("url", demo.url);
  return async () => {
    await demo.stop();
    rmSync(folder, { recursive: true });
  };
}
