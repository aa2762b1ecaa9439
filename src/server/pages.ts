import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { PACKAGE_ROOT } from "../util/package-root.ts";
import type { Handler } from "./graphql-handler.ts";
import { allowMethods } from "./methods.ts";

// No script, style or connection but this server's own.
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
};

/** The example page, which the demo serves. */
export function watchPage(): ReadonlyMap<string, Handler> {
  const names = ["watch.html", "watch.css", "watch.js", "watch-report.js"];
  const files = names.map((name): [string, Handler] => {
    const path = `/examples/${name}`;
    return [path, file(join(PACKAGE_ROOT, path))];
  });
  return new Map([...files, ["/watch", redirect("/examples/watch.html")]]);
}

/** A page of one line of text, which is made anew for each request. */
export function textPage(text: () => string): Handler {
  return allowMethods(["GET"], async (_request, response) => {
    const body = `${text()}\n`;
    response.writeHead(200, {
      "content-type": "text/plain; charset=utf-8",
      "content-length": Buffer.byteLength(body),
      "cache-control": "no-store",
    });
    response.end(body);
  });
}

function file(path: string): Handler {
  return allowMethods(["GET"], async (_request, response) => {
    const body = await readFile(path);
    response.writeHead(200, {
      "content-type": TYPES[extname(path)] ?? "application/octet-stream",
      "content-length": body.length,
      "content-security-policy": POLICY,
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cache-control": "no-cache",
    });
    response.end(body);
  });
}

function redirect(location: string): Handler {
  return allowMethods(["GET"], async (_request, response) => {
    response.writeHead(302, { location, "content-length": 0 });
    response.end();
  });
}
