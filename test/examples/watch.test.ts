import { describe, expect, it, vi } from "vitest";
import { watchPage } from "../../src/http/pages.ts";
import { NO_BROWSER, startBrowser } from "../kit/browser.ts";
import { type Kit, startKit } from "../kit/index.ts";

const RUNNING = "ame-7dk3wm9qx2tz";

async function open(kit: Kit, path: string) {
  const browser = await startBrowser();
  const page = await browser.newPage();
  const origin = new URL(kit.url).origin;
  const complaints: string[] = [];
  const strangers: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("request", (request) => {
    const { protocol, origin: asked } = new URL(request.url());
    if (asked !== origin && protocol !== "data:") strangers.push(request.url());
  });
  await page.goto(`${origin}${path}`);
  return { page, complaints, strangers };
}

describe.skipIf(NO_BROWSER)(
  `the page that watches an evaluation${NO_BROWSER ? `: ${NO_BROWSER}` : ""}`,
  () => {
    it("lists the tasks, shows progress, and draws the report when the task is done", async () => {
      const kit = await startKit({ pages: watchPage() });
      const { page, complaints, strangers } = await open(kit, "/watch");
      await page.locator(`[data-id="${RUNNING}"][aria-current="true"]`).waitFor();
      expect(await page.locator("#tasks li").count()).toBe(12);
      await page.getByText("推理中 54%").first().waitFor();
      expect(await page.locator("#state").textContent()).toBe("Running");
      expect(await page.locator("rect.bar").count()).toBe(0);

      kit.time.pass(10_000);
      await page.getByText("推理中 90%").first().waitFor();
      await vi.waitFor(() => expect(kit.time.scheduled.some((due) => due <= 2000)).toBe(true));
      kit.time.pass(60_000);
      await page.locator("rect.bar").first().waitFor();
      expect(await page.locator("#state").textContent()).toBe("Done");
      expect(await page.locator(`[data-id="${RUNNING}"] .badge`).textContent()).toBe("Done");
      expect(await page.locator(".metrics thead th").allTextContents()).toEqual([
        "By rules",
        "客服助手 1",
        "客服助手 2",
        "By a judge model",
        "客服助手 1",
        "客服助手 2",
      ]);
      const counts = await page.locator(".chart .count").allTextContents();
      expect(counts.length).toBeGreaterThan(4);
      expect(counts.map(Number).every((count) => count > 0)).toBe(true);
      await page.getByText("The subscription is complete.").waitFor();
      expect(complaints).toEqual([]);
      expect(strangers).toEqual([]);
    });

    it("says what is wrong with an id that names nothing", async () => {
      const kit = await startKit({ pages: watchPage() });
      const { page } = await open(kit, "/watch#ame-000000000000");
      await page.locator("#notice").getByText("There is no evaluation").waitFor();
    });
  },
);

describe("the demo's page", () => {
  it("runs under a policy that allows nothing inline and nobody else's", async () => {
    const kit = await startKit({ pages: watchPage() });
    const page = await fetch(new URL("/watch", kit.url));
    expect(page.url).toBe(new URL("/examples/watch.html", kit.url).href);
    expect(page.headers.get("content-security-policy")).toMatch(
      /^default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'/,
    );
    expect(await page.text()).not.toMatch(/<script(?![^>]*\ssrc=)|\sstyle=|\son\w+=|https?:/);
  });

  it("is not served by the server itself", async () => {
    const kit = await startKit();
    expect((await fetch(new URL("/watch", kit.url))).status).toBe(404);
  });
});
