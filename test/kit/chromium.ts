import { existsSync } from "node:fs";
import { chromium } from "playwright-core";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the project's browser listens; null where there is none. */
    chromium: string | null;
  }
}

export const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts the browser that all tests of the project share; each has a context of its own. */
export default async function start(
  project: TestProject,
): Promise<(() => Promise<void>) | undefined> {
  if (!existsSync(CHROMIUM) && !process.env.CI) {
    project.provide("chromium", null);
    return undefined;
  }
  const server = await chromium.launchServer({
    executablePath: CHROMIUM,
    args: QUIET,
    host: "127.0.0.1",
  });
  project.provide("chromium", server.wsEndpoint());
  return () => server.close();
}
