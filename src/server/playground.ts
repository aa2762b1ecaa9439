import { existsSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join } from "node:path";
import Negotiator from "negotiator";
import send from "send";
import { type Localized, ServiceError } from "../domain/errors.ts";
import { languageOf } from "../pipeline/operation-context.ts";
import { PACKAGE_ROOT } from "../util/package-root.ts";
import { sendServiceError } from "./error-response.ts";
import type { Handler } from "./graphql-handler.ts";
import { allowMethods } from "./methods.ts";

/** What the playground's own build makes. */
const BUILT = join(PACKAGE_ROOT, "dist-playground");
const PAGE = "/graphql";
const FILES = "/graphql/assets/";

// The editor sets styles at run time, without which its layout collapses; scripts only ever come as files.
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "connect-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".ttf": "font/ttf",
};

/** Addresses that lead a browser to the page, by a way that holds under any prefix of a proxy. */
const DETOURS: Readonly<Record<string, string>> = { "/": "./graphql", "/graphql/": "../graphql" };

/** Whether a request is a browser's for the page, for what leads there, or for one of its files. */
export function isForPlayground(request: IncomingMessage): boolean {
  const { path } = targetOf(request);
  if (path.startsWith(FILES)) return true;
  return (path === PAGE || Object.hasOwn(DETOURS, path)) && isNavigation(request);
}

/** Serves the playground: the page at the GraphQL endpoint itself, its files below. */
export function playgroundHandler(directory = BUILT): Handler {
  return allowMethods(["GET"], async (request, response) => {
    if (!existsSync(directory)) {
      notFound(request, response, NOT_BUILT);
      return;
    }
    const { path, search } = targetOf(request);
    const detour = DETOURS[path];
    if (detour) {
      response.writeHead(302, { location: `${detour}${search}`, vary: "accept" }).end();
      return;
    }
    response.setHeader("content-security-policy", POLICY);
    response.setHeader("x-content-type-options", "nosniff");
    response.setHeader("referrer-policy", "no-referrer");
    if (path === PAGE) {
      response.setHeader("vary", "accept, accept-encoding");
      response.setHeader("cache-control", "no-cache");
      await sendFile(request, response, directory, "/index.html");
    } else {
      response.setHeader("vary", "accept-encoding");
      // A file's name changes with its content.
      response.setHeader("cache-control", "public, max-age=31536000, immutable");
      await sendFile(request, response, directory, path);
    }
  });
}

const NOT_BUILT = {
  en: "the playground has not been built: npm run build:playground",
  zh: "尚未构建调试页面：npm run build:playground",
};
const NO_FILE = { en: "the playground has no such file", zh: "调试页面没有此文件" };

function notFound(request: IncomingMessage, response: ServerResponse, available: Localized): void {
  const error = new ServiceError("PATH_NOT_FOUND", { available });
  sendServiceError(response, error, languageOf(request));
}

function targetOf({ url = "" }: IncomingMessage): {
  readonly path: string;
  readonly search: string;
} {
  const end = url.indexOf("?");
  return end < 0 ? { path: url, search: "" } : { path: url.slice(0, end), search: url.slice(end) };
}

/** The headers of which GraphQL by GET needs one: no link and no form can send them. */
const PREFLIGHTED = ["apollo-require-preflight", "x-apollo-operation-name", "content-type"];

function isNavigation(request: IncomingMessage): boolean {
  const { method, headers } = request;
  if (method !== "GET" || PREFLIGHTED.some((name) => headers[name] !== undefined)) return false;
  const offered = ["application/json", "application/graphql-response+json", "text/html"];
  return new Negotiator(request).mediaType(offered) === "text/html";
}

/** Each file was compressed when it was built. */
async function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  root: string,
  path: string,
): Promise<void> {
  const gzipped = new Negotiator(request).encoding(["gzip", "identity"]) === "gzip";
  response.setHeader("content-type", TYPES[extname(path)] ?? "application/octet-stream");
  if (gzipped) response.setHeader("content-encoding", "gzip");
  const options = { root, index: false, cacheControl: false, acceptRanges: false } as const;
  const done = new Promise<void>((resolve) => response.once("close", resolve));
  send(request, gzipped ? `${path}.gz` : path, options)
    .on("error", () => {
      for (const name of ["content-encoding", "cache-control"]) response.removeHeader(name);
      notFound(request, response, NO_FILE);
    })
    .pipe(response);
  await done;
}
