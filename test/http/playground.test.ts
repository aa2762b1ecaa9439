import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { get } from "node:http";
import { json } from "node:stream/consumers";
import { urlToHttpOptions } from "node:url";
import type { Locator, Page, Request } from "playwright-core";
import { describe, expect, it, type TestContext } from "vitest";
import { type Visit, visit } from "../kit/browser.ts";
import { type Kit, startKit } from "../kit/index.ts";
import { pass, webSocketUrl } from "../kit/subscribe.ts";

const HTML = { accept: "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8" };

/** The operation of each file of examples/, in the order of the files. */
const EXAMPLES = readdirSync("examples")
  .filter((name) => name.endsWith(".graphql"))
  .sort()
  .map((name) => /^(?:query|mutation|subscription) (\w+)/m.exec(read(`examples/${name}`))?.[1]);

function read(file: string): string {
  return readFileSync(file, "utf8");
}

/** A browser on a busy machine takes its time. */
const PATIENT = { timeout: 10_000 };

/** The playground as a first visitor sees it, ready to run its first tab. */
async function openPlayground(context: TestContext): Promise<Visit & { readonly kit: Kit }> {
  const kit = await startKit({ settings: { SUBSCRIPTION_HEARTBEAT_SECONDS: "3600" } });
  const opened = await visit(context, kit.url);
  await variablesOf(opened.page).waitFor();
  return { ...opened, kit };
}

function variablesOf(page: Page, id = "am-4kq9trv2xw7b"): Locator {
  return page.locator(".graphiql-editor-tool").getByText(id);
}

describe("the playground in a browser", () => {
  it("runs, documents and completes without a word to any other host", async (context) => {
    const { page, faults } = await openPlayground(context);

    const tabs = page.locator(".graphiql-tab");
    await expect.poll(() => tabs.allInnerTexts(), PATIENT).toEqual(EXAMPLES);

    await page.getByRole("button", { name: /Execute query/ }).click();
    await page.locator(".graphiql-response").getByText("客服助手").waitFor();

    await page.getByRole("button", { name: "Show Documentation Explorer" }).click();
    await page.locator(".graphiql-doc-explorer").getByText("Query", { exact: true }).click();
    await page.getByText("A model and all its versions, by either form of its id").waitFor();

    await page.locator(".graphiql-query-editor").getByText("trainType").click();
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    await page.keyboard.type("latest", { delay: 20 });
    await page.locator(".suggest-widget").getByText("latestVersion").waitFor();

    // docs/playground.png is made by this: SCREENSHOT=docs/playground.png npx vitest run test/http/playground.test.ts
    if (process.env.SCREENSHOT) await page.screenshot({ path: process.env.SCREENSHOT });

    expect(faults).toEqual([]);
  }, 60_000);

  it("is the same on the second visit", async (context) => {
    const { page, faults } = await openPlayground(context);
    await page.reload();
    await variablesOf(page).waitFor();
    expect(await page.locator(".graphiql-tab").allInnerTexts()).toEqual(EXAMPLES);
    expect(faults).toEqual([]);
  }, 60_000);

  it("watches over a WebSocket until the end", async (context) => {
    const { kit, page, faults } = await openPlayground(context);
    await page.locator(".graphiql-tab").getByText("Watch", { exact: true }).click();
    await variablesOf(page, "ame-7dk3wm9qx2tz").waitFor();
    await page.locator(".graphiql-query-editor").getByText("evaluationTaskUpdated").waitFor();
    const execute = page.getByRole("button", { name: /Execute query/ });
    const answer = page.locator(".graphiql-response");

    const [socket] = await Promise.all([page.waitForEvent("websocket"), execute.click()]);
    expect(socket.url()).toBe(webSocketUrl(kit));
    const told: unknown[] = [];
    socket.on("framereceived", ({ payload }) => told.push(JSON.parse(String(payload)).type));

    await answer.getByText('"state": "DOING"').first().waitFor();
    await answer.getByText('"state": "PENDING"').first().waitFor();
    await page.getByRole("button", { name: /Stop query/ }).waitFor();
    await pass(kit, 20_000);
    await answer.getByText('"state": "SUCCEEDED"').first().waitFor();
    await pass(kit, 60_000);
    await answer.getByText('"state": "DONE"').first().waitFor();
    await answer.getByText('"isFinal": true').waitFor();

    await execute.waitFor();
    expect(told).toEqual(["connection_ack", "next", "next", "next", "complete"]);
    await expect.poll(() => socket.isClosed(), PATIENT).toBe(true);
    await expect.poll(() => kit.time.scheduled, PATIENT).toEqual([]);
    expect(faults).toEqual([]);
  }, 60_000);

  it("runs what a tab shows at the moment it is opened", async (context) => {
    const { kit, page, faults } = await openPlayground(context);
    const [socket] = await Promise.all([
      page.waitForEvent("websocket", PATIENT),
      page.evaluate(() => {
        for (const { textContent, firstElementChild } of document.querySelectorAll<HTMLElement>(
          ".graphiql-tab",
        )) {
          if (textContent?.startsWith("Watch") && firstElementChild instanceof HTMLElement)
            firstElementChild.click();
        }
        document.querySelector<HTMLElement>(".graphiql-execute-button")?.click();
      }),
    ]);
    expect(socket.url()).toBe(webSocketUrl(kit));
    await page.locator(".graphiql-response").getByText('"state": "DOING"').first().waitFor();
    expect(faults).toEqual([]);
  }, 60_000);

  it("sends the headers a person typed, and no token where none was typed", async (context) => {
    const { page } = await openPlayground(context);
    const asked = () => page.waitForRequest((request) => /Model/.test(request.postData() ?? ""));

    await page.getByRole("button", { name: "Headers" }).click();
    const [bare] = await Promise.all([
      asked(),
      page.getByRole("button", { name: /Execute query/ }).click(),
    ]);
    expect(bare.headers()).not.toHaveProperty("authorization");

    await page.locator(".graphiql-editor-tool").getByText("Bearer").last().click();
    await page.keyboard.press("End");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.type("t0ken");
    const [told] = await Promise.all([
      asked(),
      page.getByRole("button", { name: /Execute query/ }).click(),
    ]);
    expect(told.headers()).toHaveProperty("authorization", "Bearer t0ken");
  }, 60_000);
});

/** A tab that no example has. */
const LINKED = {
  query: "query Linked($id: ID!) { model(id: $id) { name } }",
  variables: '{"id": "am-4kq9trv2xw7b"}',
  headers: JSON.stringify({
    "Accept-Language": "zh",
    Authorization: "Bearer stolen",
    cookie: "a=b",
    "x-show-upstream": "true",
  }),
};

function linkTo(kit: Kit, parameters: Record<string, string>, path = "/graphql"): string {
  return new URL(`${path}?${new URLSearchParams(parameters)}`, kit.url).href;
}

/** What a page asks of the server, but for files. */
function operationsOf(page: Page): Request[] {
  const asked: Request[] = [];
  page.on("request", (request) => request.method() === "POST" && asked.push(request));
  return asked;
}

function activeTab(page: Page): Locator {
  return page.locator(".graphiql-tab-active");
}

describe("a link into the playground", () => {
  it("opens a tab with what it has, and sends nothing of it before a click", async (context) => {
    const kit = await startKit();
    const { page, faults } = await openPage(context, kit);
    const asked = operationsOf(page);
    await page.goto(linkTo(kit, LINKED, "/"));
    await activeTab(page).getByText("Linked", { exact: true }).waitFor();
    expect(await page.locator(".graphiql-tab").allInnerTexts()).toEqual([...EXAMPLES, "Linked"]);
    expect(page.url()).toBe(kit.url);
    await page.locator(".graphiql-query-editor").getByText("Linked").waitFor();
    await variablesOf(page).waitFor();
    await page.getByRole("button", { name: "Headers" }).click();
    const headers = page.locator(".graphiql-editor-tool");
    await headers.getByText("x-show-upstream").waitFor();
    expect(await headers.textContent()).not.toMatch(/stolen|cookie/);

    await expect.poll(() => asked.length, PATIENT).toBeGreaterThan(0);
    for (const request of asked) {
      expect(request.postDataJSON()).toMatchObject({ operationName: "IntrospectionQuery" });
      expect(request.headers()).not.toHaveProperty("x-show-upstream");
      expect(request.headers()).not.toHaveProperty("authorization");
    }
    expect(kit.upstream()).toEqual([]);

    const [clicked] = await Promise.all([
      page.waitForRequest((request) => /Linked/.test(request.postData() ?? "")),
      page.getByRole("button", { name: /Execute query/ }).click(),
    ]);
    expect(clicked.headers()).toMatchObject({ "x-show-upstream": "true", "accept-language": "zh" });
    expect(clicked.headers()).not.toHaveProperty("authorization");
    await page.locator(".graphiql-response").getByText("客服助手").waitFor();
    expect(faults).toEqual([]);
  }, 60_000);

  it("opens one tab however often it is followed", async (context) => {
    const kit = await startKit();
    const { page } = await openPage(context, kit);
    for (let visits = 0; visits < 2; visits += 1) {
      await page.goto(linkTo(kit, LINKED));
      await activeTab(page).getByText("Linked", { exact: true }).waitFor();
    }
    expect(await page.locator(".graphiql-tab").allInnerTexts()).toEqual([...EXAMPLES, "Linked"]);
  }, 60_000);

  it("chooses one of several operations by name", async (context) => {
    const kit = await startKit();
    const { page } = await openPage(context, kit);
    const query = "query First { __typename }\n\nquery Second { __typename }";
    await page.goto(linkTo(kit, { query, operationName: "Second" }));
    await page.locator(".graphiql-query-editor").getByText("First").waitFor();
    const tab = activeTab(page).getByText("Second", { exact: true });
    await tab.waitFor();
    expect(await tab.count()).toBe(1);
  }, 60_000);

  it("runs no script, whatever it holds", async (context) => {
    const kit = await startKit();
    const { page, faults } = await openPage(context, kit);
    const attack = "<img src=x onerror=alert(1)></script><script>alert(1)</script>";
    page.on("dialog", (dialog) => {
      faults.push(dialog.message());
      void dialog.dismiss();
    });
    const headers = JSON.stringify({ "x-show-cost": attack });
    await page.goto(
      linkTo(kit, { query: `# ${attack}`, variables: attack, operationName: attack, headers }),
    );
    await page.locator(".graphiql-query-editor").getByText("onerror").waitFor();
    expect(await page.locator("img, script:not([src])").count()).toBe(0);
    expect(faults).toEqual([]);
  }, 60_000);

  it("is copied by a button, without the token that was typed", async (context) => {
    const { kit, page } = await openPlayground(context);
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.getByRole("button", { name: "Headers" }).click();
    await page.locator(".graphiql-editor-tool").getByText("Bearer").last().click();
    await page.keyboard.press("End");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.type('t0ken", "x-show-cost": "1');
    await page.getByRole("button", { name: /^Copy a link/ }).click();
    await page.getByRole("button", { name: "Copied" }).waitFor();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    expect(text).not.toMatch(/t0ken|Bearer|authorization/i);
    const { origin, pathname, searchParams } = new URL(text);
    expect(`${origin}${pathname}`).toBe(kit.url);
    expect(Object.fromEntries(searchParams)).toEqual({
      query: read("examples/01-model.graphql").trim(),
      variables: read("examples/01-model.variables.json").trim(),
      operationName: "Model",
      headers: '{"x-show-cost":"1"}',
    });
  }, 60_000);
});

/** An empty page, so that a test sees all that a link does. */
function openPage(context: TestContext, kit: Kit): Promise<Visit> {
  return visit(context, "about:blank", new URL(kit.url).origin);
}

describe("the playground over HTTP", () => {
  it("is a page under a strict policy, never kept without asking", async () => {
    const { url } = await startKit();
    const response = await fetch(url, { headers: HTML });
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-cache",
      "x-content-type-options": "nosniff",
      vary: "accept, accept-encoding",
    });
    const policy = response.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toContain("unsafe-eval");
    const page = await response.text();
    expect(page).not.toMatch(/<script(?![^>]* src=)|\son\w+=|https?:/);
  });

  it("has its files kept for ever, and compressed for who can read that", async () => {
    const { url } = await startKit();
    const page = await (await fetch(url, { headers: HTML })).text();
    const [, script = ""] = /src="\.(\/graphql\/assets\/index-[^"]+\.js)"/.exec(page) ?? [];
    const compressed = await fetch(new URL(script, url));
    expect(compressed.headers.get("content-encoding")).toBe("gzip");
    const plain = await fetch(new URL(script, url), { headers: { "accept-encoding": "identity" } });
    expect(plain.headers.get("content-encoding")).toBeNull();
    expect(plain.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
    expect(plain.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(await plain.text()).toBe(await compressed.text());
  });

  it.each([
    "/graphql/assets/none.js",
    "/graphql/assets/../../package.json",
    "/graphql/assets/%2e%2e/%2e%2e/%2e%2e/package.json",
    "/graphql/assets/%00",
    "/graphql/assets/%",
    "/graphql/assets/",
  ])("answers %s with 404", async (path) => {
    const { url, logged } = await startKit();
    // What fetch would tidy before sending it goes out as it is.
    const [response] = await once(get({ ...urlToHttpOptions(new URL(url)), path }), "response");
    expect(response.statusCode).toBe(404);
    expect(response.headers).not.toHaveProperty("content-encoding");
    expect(await json(response)).toMatchObject({
      errors: [{ extensions: { code: "PATH_NOT_FOUND" } }],
    });
    expect(logged.filter(({ level }) => Number(level) > 30)).toEqual([]);
  });

  it("leaves every request of a GraphQL client to GraphQL", async () => {
    const { url } = await startKit();
    const query = `${url}?query={__typename}`;
    const answers = await Promise.all([
      fetch(query, { headers: { ...HTML, "apollo-require-preflight": "1" } }),
      fetch(query, { headers: { accept: "*/*", "apollo-require-preflight": "1" } }),
    ]);
    for (const answer of answers) {
      expect(await answer.json()).toEqual({ data: { __typename: "Query" } });
    }
  });

  it("is the page for a link, but not for GraphQL by GET", async () => {
    const { url } = await startKit();
    const page = await fetch(`${url}?query={__typename}`, { headers: HTML });
    expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(page.headers.get("vary")).toContain("accept");
    expect(await page.text()).not.toContain("__typename");
    const json = { ...HTML, "content-type": "application/json" };
    const answer = await fetch(`${url}?query={__typename}`, { headers: json });
    expect(await answer.json()).toEqual({ data: { __typename: "Query" } });
  });

  it.each([
    ["/", "./graphql"],
    ["/?query={a}&x=//evil.example", "./graphql?query={a}&x=//evil.example"],
    ["/graphql/", "../graphql"],
    ["/graphql/?query={a}", "../graphql?query={a}"],
  ])("leads a browser from %s to %s, and no other client", async (path, location) => {
    const { url } = await startKit();
    const at = `${new URL(url).origin}${path}`;
    const browser = await fetch(at, { headers: HTML, redirect: "manual" });
    expect([browser.status, browser.headers.get("location")]).toEqual([302, location]);
    expect((await fetch(at)).status).toBe(404);
    expect((await fetch(at, { method: "POST", headers: HTML })).status).toBe(404);
  });

  it("leads nowhere where there is no playground", async () => {
    const { url } = await startKit({ settings: { PLAYGROUND: "false" } });
    expect((await fetch(new URL("/", url), { headers: HTML })).status).toBe(404);
  });

  it.each([
    [{ NODE_ENV: "production" }, 400],
    [{ NODE_ENV: "production", PLAYGROUND: "true" }, 200],
    [{ PLAYGROUND: "false" }, 400],
  ])("with %o answers a browser with %i", async (settings, status) => {
    const { url } = await startKit({ settings });
    expect((await fetch(url, { headers: HTML })).status).toBe(status);
    const file = await fetch(new URL("/graphql/assets/none.js", url));
    expect(file.status).toBe(404);
  });
});
