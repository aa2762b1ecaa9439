import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { buffer } from "node:stream/consumers";
import { getDistDirectory, renderAltair } from "altair-static";
import { expect, it, onTestFinished } from "vitest";
import { visit } from "../kit/browser.ts";
import { authorization, MODEL, url } from "./kit/index.ts";

it("Altair sends a query and shows its answer", async (context) => {
  const address = await serveAltair();
  const { page, faults } = await visit(context, address);
  page.setDefaultTimeout(60_000);
  await page.getByRole("button", { name: "Send Request" }).first().dispatchEvent("click");
  await page.getByText("客服助手").first().waitFor();
  expect(faults).toEqual([]);
});

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
};

/** Altair's page and files, and the demo's GraphQL at the same origin. */
async function serveAltair(): Promise<string> {
  const html = renderAltair({
    baseURL: "/",
    endpointURL: "/graphql",
    initialQuery: `{ model(id: "${MODEL}") { name } }`,
    initialHeaders: { authorization },
  });
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? "/", "http://127.0.0.1").pathname;
    if (path === "/") return void response.setHeader("content-type", "text/html").end(html);
    if (path === "/graphql") {
      const answer = await fetch(url, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          authorization: request.headers.authorization ?? "",
        },
        body: await buffer(request),
      });
      response.setHeader("content-type", "application/json").end(await answer.text());
      return;
    }
    const file = await readFile(join(getDistDirectory(), path)).catch(() => null);
    if (!file) return void response.writeHead(404).end();
    response
      .setHeader("content-type", TYPES[extname(path)] ?? "application/octet-stream")
      .end(file);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}
