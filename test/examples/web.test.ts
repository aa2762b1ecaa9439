import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build, type PreviewServer, preview } from "vite";
import { describe, expect, it, onTestFinished } from "vitest";
import { tokensFile } from "../auth/kit.ts";
import { visit } from "../kit/browser.ts";
import { startKit } from "../kit/index.ts";
import { pass } from "../kit/subscribe.ts";

/** A browser on a busy machine takes its time. */
const PATIENT = { timeout: 10_000 };

/** The example, built to ask a GraphQL server, on an origin of its own. */
async function startExample(): Promise<{
  page: string;
  origin: string;
  ask(url: string): unknown;
}> {
  const outDir = mkdtempSync(join(tmpdir(), "web-"));
  onTestFinished(() => rmSync(outDir, { recursive: true }));
  const root = "examples/web";
  const quiet = { root, logLevel: "warn", build: { outDir, emptyOutDir: true } } as const;
  const server: PreviewServer = await preview({
    ...quiet,
    preview: { host: "127.0.0.1", port: 0 },
  });
  onTestFinished(() => server.close());
  const page = server.resolvedUrls?.local[0] ?? "";
  return {
    page,
    origin: new URL(page).origin,
    ask: (url) =>
      build({
        ...quiet,
        define: { "import.meta.env.VITE_GRAPHQL_URL": JSON.stringify(url) },
      }),
  };
}

describe("the example of a front end", () => {
  it("lists models, shows versions, evaluates one and shows its report", async (context) => {
    const { page: address, origin, ask } = await startExample();
    const kit = await startKit({ settings: { CORS_ORIGINS: origin } });
    const { url } = kit;
    await ask(url);
    const { page, faults } = await visit(context, address, new URL(url).origin);

    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.postData() ?? ""));
    const models = page.getByRole("button", { name: /newest:|no version/ });
    await page.getByRole("button", { name: "Load more" }).click();
    await expect.poll(() => models.count(), PATIENT).toBe(4);
    await page.getByRole("button", { name: /营销文案/ }).click();
    const versions = page.getByRole("checkbox");
    await expect.poll(() => versions.count(), PATIENT).toBe(8);
    // Versions 8 to 6 are being made, not to be evaluated, and failed.
    await expect
      .poll(
        () => versions.evaluateAll((boxes) => boxes.map((box) => box.matches(":disabled"))),
        PATIENT,
      )
      .toEqual([true, true, true, false, false, false, false, false]);

    await page.getByLabel("Version 4").check();
    await page.getByLabel("Version 5").check();
    await page.getByRole("button", { name: "Evaluate" }).click();
    const state = page.locator("output");
    await expect.poll(() => state.textContent(), PATIENT).toBe("PENDING");

    await pass(kit, 61_000);
    await page.getByRole("rowheader", { name: "营销文案 5" }).waitFor();
    expect(await state.textContent()).toBe("DONE");
    // Polled by the server alone.
    expect(asked.filter((body) => body.includes("evaluationTaskUpdated"))).toHaveLength(1);
    const scores = await page.locator("section:last-child td").allInnerTexts();
    expect(scores).toHaveLength(8);
    for (const score of scores) expect(score).toMatch(/^\d+(\.\d)?%$/);

    if (process.env.SCREENSHOT) await page.screenshot({ path: process.env.SCREENSHOT });
    expect(faults).toEqual([]);
  }, 60_000);

  it("shows in Chinese why the server refuses, and takes a token", async (context) => {
    const { page: address, origin, ask } = await startExample();
    const { path, tokens } = tokensFile({});
    const { url } = await startKit({ settings: { CORS_ORIGINS: origin, TOKENS_FILE: path } });
    await ask(url);
    const { page } = await visit(context, address, new URL(url).origin);

    await page.getByRole("combobox").selectOption("zh");
    await page.getByRole("alert").getByText("无法确认").waitFor();
    await page.getByLabel("令牌").fill(tokens[0] ?? "");
    await page.getByRole("button", { name: "使用" }).click();
    await page.getByRole("button", { name: /海报生成/ }).waitFor();
    expect(await page.getByRole("alert").count()).toBe(0);
    if (process.env.SCREENSHOT_ZH) await page.screenshot({ path: process.env.SCREENSHOT_ZH });
  }, 60_000);
});
