import type { IncomingMessage } from "node:http";

const heads = new WeakSet<IncomingMessage>();

/**
 * Gives a request the one form that all handlers read:
 * - an absolute target (`GET http://host/graphql`) becomes a path, and its authority the host (RFC 9112, 3.2.2);
 * - `Accept` is in lower case and without parameters that change no representation;
 * - HEAD becomes GET: node leaves the content out by itself (RFC 9110, 9.3.2).
 */
export function normalize(request: IncomingMessage): void {
  const { url = "", headers } = request;
  if (/^https?:\/\//i.test(url) && URL.canParse(url)) {
    const { pathname, search, host } = new URL(url);
    request.url = `${pathname}${search}`;
    headers.host = host;
  }
  if (headers.accept !== undefined) headers.accept = plainAccept(headers.accept);
  if (request.method === "HEAD") {
    heads.add(request);
    request.method = "GET";
  }
}

/** Whether the client asked for the head of the response alone. */
export function isHead(request: IncomingMessage): boolean {
  return heads.has(request);
}

function plainAccept(accept: string): string {
  if (!/[A-Z;]/.test(accept)) return accept;
  return accept.split(",").map(plainRange).join(", ");
}

// A multipart type's parameters name the protocol of its parts.
function plainRange(range: string): string {
  const [type = "", ...parameters] = range.split(";").map((part) => part.trim());
  const name = type.toLowerCase();
  const kept = name.startsWith("multipart/")
    ? parameters
    : parameters.map((each) => each.toLowerCase()).filter((each) => /^q\s*=/.test(each));
  return [name, ...kept].join(";");
}
