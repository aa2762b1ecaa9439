import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";
import { onTestFinished } from "vitest";

const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** Why tests in a browser are skipped here; null where they run. In CI they always do, or fail. */
export const NO_BROWSER =
  existsSync(CHROMIUM) || process.env.CI ? null : `there is no ${CHROMIUM} on this machine`;

/** Headless Chromium that asks nobody but the server under test. */
export async function startBrowser(): Promise<Browser> {
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  onTestFinished(() => browser.close());
  return browser;
}
