import type { IncomingMessage } from "node:http";

/**
 * Whether a WebSocket or an event stream was opened by a page of a site that is not allowed to. Browsers
 * let any page open one, without asking as they do for other requests. Programs that are no browser send
 * no origin; a browser may send none with a simple request, but says that it is for another site.
 */
export function isForeign(
  { headers }: Pick<IncomingMessage, "headers">,
  allowed: readonly string[],
): boolean {
  const { origin, host = "" } = headers;
  if (allowed.includes("*")) return false;
  if (origin === undefined) return isCrossOrigin(headers["sec-fetch-site"]);
  if (allowed.includes(origin)) return false;
  return !URL.canParse(origin) || new URL(origin).host !== host.toLowerCase();
}

function isCrossOrigin(fetchSite: string | string[] | undefined): boolean {
  return fetchSite === "cross-site" || fetchSite === "same-site";
}
