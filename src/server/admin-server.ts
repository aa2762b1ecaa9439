import { createServer, type Server, type ServerResponse } from "node:http";
import type { Logger } from "pino";
import type { Metrics } from "../observability/metrics.ts";
import type { Health } from "./health.ts";

type Page = (response: ServerResponse) => Promise<void> | void;

/** What an operator asks: a port of its own, so that callers cannot reach it. */
export function adminServer(health: Health, metrics: Metrics, log: Logger): Server {
  const pages: Readonly<Record<string, Page>> = {
    "/livez": (response) => answer(response, 200, "text/plain", "alive\n"),
    "/readyz": async (response) => {
      const readiness = await health.readiness();
      const body = `${JSON.stringify(readiness)}\n`;
      answer(response, readiness.ready ? 200 : 503, "application/json", body);
    },
    "/metrics": async (response) =>
      answer(response, 200, metrics.registry.contentType, await metrics.registry.metrics()),
  };
  return createServer(async ({ method = "", url = "" }, response) => {
    const page = pages[url.split("?", 1)[0] ?? ""];
    try {
      if (page && !ALLOWED.includes(method)) notAllowed(response);
      else if (page) await page(response);
      else answer(response, 404, "text/plain", `${Object.keys(pages).join("\n")}\n`);
    } catch (error) {
      log.error({ err: error }, "an admin page failed");
      answer(response, 500, "text/plain", "Something went wrong here.\n");
    }
  });
}

const ALLOWED = ["GET", "HEAD"];

function notAllowed(response: ServerResponse): void {
  const allow = ALLOWED.join(", ");
  response.setHeader("allow", allow);
  answer(response, 405, "text/plain", `Allowed: ${allow}\n`);
}

function answer(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { "content-type": type, "cache-control": "no-store" });
  response.end(body);
}
