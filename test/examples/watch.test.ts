import { describe, expect, it, type TestContext } from "vitest";
import { MovingEvaluation } from "../../src/emulator/index.ts";
import { textPage, watchPage } from "../../src/server/pages.ts";
import { visit } from "../kit/browser.ts";
import { type Kit, startKit } from "../kit/index.ts";
import { pass } from "../kit/subscribe.ts";

/** A server with the demo's pages; `moving` has the evaluation that begins now. */
async function startDemo(): Promise<{ readonly kit: Kit; readonly moving: MovingEvaluation }> {
  const running = textPage(() => demo.moving.current().evalIdStr);
  const kit = await startKit({ pages: new Map([...watchPage(), ["/running", running]]) });
  const demo = { kit, moving: new MovingEvaluation(kit.qianfan.registry()) };
  return demo;
}

function open(context: TestContext, kit: Kit, path: string) {
  return visit(context, new URL(path, kit.url).href);
}

describe("the page that watches an evaluation", () => {
  it("lists the tasks, shows progress, and draws the report when the task is done", async (context) => {
    const { kit, moving } = await startDemo();
    const { page, faults } = await open(context, kit, "/watch");
    const running = moving.current().evalIdStr;
    await page.locator(`[data-id="${running}"][aria-current="true"]`).waitFor();
    expect(await page.locator("#tasks li").count()).toBe(12);
    await page.locator("#state").getByText("Waiting").waitFor();
    expect(await page.locator("rect.bar").count()).toBe(0);

    await pass(kit, 6_000);
    await page.locator("#state").getByText("Running").waitFor();
    await pass(kit, 30_000);
    await page.getByText("answers written").first().waitFor();
    await pass(kit, 60_000);
    await page.locator("rect.bar").first().waitFor();
    expect(await page.locator("#state").textContent()).toBe("Done");
    expect(await page.locator(`[data-id="${running}"] .badge`).textContent()).toBe("Done");
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
    const { kit } = await startDemo();
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
