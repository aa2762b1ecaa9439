import type { IncomingHttpHeaders } from "node:http";

/**
 * What a WebSocket may say of itself with `connectionParams`, since a browser cannot give it headers.
 * Nothing else: a proxy's word on where a request comes from must not be overwritten.
 */
const MAY_BE_SAID = new Set([
  "authorization",
  "accept-language",
  "cache-control",
  "x-show-cost",
  "x-show-upstream",
]);

/** The headers of the request that opened a WebSocket, with those it introduced itself with. */
export function withConnectionParams(
  headers: IncomingHttpHeaders,
  params: Readonly<Record<string, unknown>> = {},
): IncomingHttpHeaders {
  const said: IncomingHttpHeaders = {};
  for (const [name, value] of Object.entries(params)) {
    if (MAY_BE_SAID.has(name.toLowerCase()) && typeof value === "string") {
      said[name.toLowerCase()] = value;
    }
  }
  return { ...headers, ...said };
}
