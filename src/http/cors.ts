import cors from "cors";
import type { Handler } from "./graphql.ts";

/** Browsers keep the answer to a preflight no longer than this. */
const PREFLIGHT_SECONDS = 7200;

/** Lets pages of other origins ask; without any origin, a browser keeps all of them away. */
export function withCors(origins: readonly string[], handler: Handler): Handler {
  if (origins.length === 0) return handler;
  const allow = cors({
    origin: origins.includes("*") ? "*" : [...origins],
    methods: ["GET", "POST"],
    maxAge: PREFLIGHT_SECONDS,
  });
  return async (request, response) => {
    // Goes on at once, or has answered a preflight and does not go on at all.
    let goesOn = false;
    allow(request, response, () => {
      goesOn = true;
    });
    if (goesOn) await handler(request, response);
  };
}
