import type { IncomingMessage } from "node:http";

/**
 * Whether a WebSocket was opened by a page of a site that is not allowed to. Browsers let any page open
 * one, and read from it, without asking as they do for other requests. Programs that are no browser
 * send no origin.
 */
export function isForeign(
  { headers: { origin, host } }: IncomingMessage,
  allowed: readonly string[],
): boolean {
  if (origin === undefined || allowed.includes("*") || allowed.includes(origin)) return false;
  return !URL.canParse(origin) || new URL(origin).host !== host;
}
