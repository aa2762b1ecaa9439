import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerOptions, ServerResponse } from "node:http";
import { isForLoopback } from "../auth/bind-guard.ts";
import type { Config } from "../config/index.ts";
import { ServiceError } from "../domain/errors.ts";
import { languageOf } from "../pipeline/operation-context.ts";
import { sendServiceError } from "./error-response.ts";

const REQUEST_ID = /^[\w.:-]{1,128}$/;

/** For whatever is no page; the playground sets a policy of its own. */
const HEADERS = [
  ["content-security-policy", "default-src 'none'; frame-ancestors 'none'"],
  ["cross-origin-resource-policy", "same-origin"],
  ["referrer-policy", "no-referrer"],
  ["x-content-type-options", "nosniff"],
  ["x-frame-options", "DENY"],
] as const;

/** What every request has to pass, and every answer carries, before anything else is looked at. */
export interface RequestGuard {
  readonly server: ServerOptions;
  /** Whether the request may go on; where not, it has been answered. */
  enter(request: IncomingMessage, response: ServerResponse): boolean;
  /** Whether a request that has no response, since it opens a WebSocket, may go on. */
  isForUs(request: IncomingMessage): boolean;
}

/** `asks`: whether callers have to say who they are; where not, only this machine's own pages may ask. */
export function createRequestGuard(config: Config, asks: boolean): RequestGuard {
  const isOpen = asks || config.AUTH === "none";
  const isForUs = ({ headers }: IncomingMessage) => isOpen || isForLoopback(headers.host);
  return {
    server: {
      maxHeaderSize: config.MAX_HEADER_BYTES,
      headersTimeout: Math.min(config.HEADERS_TIMEOUT_MS, config.REQUEST_TIMEOUT_MS),
      requestTimeout: config.REQUEST_TIMEOUT_MS,
      keepAliveTimeout: config.KEEP_ALIVE_SECONDS * 1000,
      // How often node looks for requests that take too long.
      connectionsCheckingInterval: 1_000,
    },
    enter(request, response) {
      response.setHeader("x-request-id", identify(request));
      for (const [name, value] of HEADERS) response.setHeader(name, value);
      if (isForUs(request)) return true;
      sendServiceError(response, new ServiceError("MISDIRECTED_REQUEST"), languageOf(request));
      return false;
    },
    isForUs(request) {
      identify(request);
      return isForUs(request);
    },
  };
}

/** The request's own id where it is fit for a log, else one of ours. */
function identify(request: IncomingMessage): string {
  const given = String(request.headers["x-request-id"] ?? "");
  const id = REQUEST_ID.test(given) ? given : randomUUID();
  request.headers["x-request-id"] = id;
  return id;
}
