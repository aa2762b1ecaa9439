import { describe, expect, it, type TestContext } from "vitest";
import { watchPage } from "../../src/server/pages.ts";
import { visit } from "../kit/browser.ts";
import { type Kit, startKit } from "../kit/index.ts";
import { pass } from "../kit/subscribe.ts";

const RUNNING = "ame-7dk3wm9qx2tz";

function open(context: TestContext, kit: Kit, path: string) {
  return visit(context, new URL(path, kit.url).href);
}

describe("the page that watches an evaluation", () => {
  it("lists the tasks, shows progress, and draws the report when the task is done", async (context) => {
    const kit = await startKit({ pages: watchPage() });
    const { page, faults } = await open(context, kit, "/watch");
    await page.locator(`[data-id="${RUNNING}"][aria-current="true"]`).waitFor();
    expect(await page.locator("#tasks li").count()).toBe(12);
    await page.locator("#state").getByText("Running").waitFor();
    expect(await page.locator("rect.bar").count()).toBe(0);

    await pass(kit, 20_000);
    await page.getByText("answers written").first().waitFor();
    await pass(kit, 60_000);
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
    expect(faults).toEqual([]);
  });

  it("says what is wrong with an id that names nothing", async (context) => {
    const kit = await startKit({ pages: watchPage() });
    const { page } = await open(context, kit, "/watch#ame-000000000000");
    const notice = page.locator("#notice").getByText("There is no evaluation");
    await notice.waitFor();
    expect(await notice.isVisible()).toBe(true);
  });
});

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
