import { type Browser, chromium, type Page } from "playwright-core";
import { inject, onTestFinished, type TestContext } from "vitest";
import { CHROMIUM } from "./chromium.ts";

export interface Visit {
  readonly page: Page;
  /** What went wrong so far: errors on the console, uncaught ones, requests to anywhere else. */
  readonly faults: string[];
}

/**
 * A page of a browser without a past, at an address; it may talk to that address's origin and to those
 * named beside it. Skips the test where there is no browser.
 */
export async function visit(
  context: TestContext,
  url: string,
  ...origins: readonly string[]
): Promise<Visit> {
  const browser = await connect(context);
  onTestFinished(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  // Shorter than a test's time, so that a failure names what was waited for.
  page.setDefaultTimeout(10_000);
  const faults: string[] = [];
  page.on("console", (line) => {
    if (line.type() === "error") faults.push(`console: ${line.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`uncaught: ${error.message}`));
  const asked = (address: string) => {
    const { protocol, origin } = new URL(address.replace(/^ws/, "http"));
    const known = [new URL(url).origin, ...origins].includes(origin);
    if (!known && !/^(data|blob):$/.test(protocol)) faults.push(`asked elsewhere: ${address}`);
  };
  page.on("request", (request) => asked(request.url()));
  // A browser does not count these among its requests.
  page.on("websocket", (socket) => asked(socket.url()));
  await page.goto(url);
  return { page, faults };
}

async function connect({ skip }: TestContext): Promise<Browser> {
  const address = inject("chromium");
  if (address === null) return skip(`There is no ${CHROMIUM}; CHROMIUM says where another is.`);
  return chromium.connect(address);
}
