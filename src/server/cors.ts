import cors from "cors";
import type { Handler } from "./graphql-handler.ts";

/** Browsers keep the answer to a preflight no longer than this. */
const PREFLIGHT_SECONDS = 7200;

/** What a page may read of an answer beside its content and media type. */
const EXPOSED = [
  "X-Request-Id",
  "Retry-After",
  "RateLimit",
  "RateLimit-Policy",
  "RateLimit-Limit",
  "RateLimit-Remaining",
  "RateLimit-Reset",
];

/** Lets pages of other origins ask; without any origin, a browser keeps all of them away. */
export function withCors(origins: readonly string[], handler: Handler): Handler {
  if (origins.length === 0) return handler;
  const allow = cors({
    origin: origins.includes("*") ? "*" : [...origins],
    methods: ["GET", "POST"],
    exposedHeaders: EXPOSED,
    maxAge: PREFLIGHT_SECONDS,
    // The handler answers OPTIONS, with the methods it has.
    preflightContinue: true,
  });
  return async (request, response) => {
    allow(request, response, () => {});
    await handler(request, response);
  };
}
