import type { IncomingHttpHeaders } from "node:http";
import { percentEncode } from "./sign.ts";

/** What goes over the wire: everything but the address of the host. */
export interface WireRequest {
  /** Absolute and percent-encoded. */
  readonly path: string;
  /** Decoded names and values. */
  readonly query?: Query | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type Query = Readonly<Record<string, string>>;

export interface WireReply {
  readonly status: number;
  readonly headers: Readonly<IncomingHttpHeaders>;
  /** As it came, in pieces. */
  readonly body: readonly Buffer[];
}

/** What a request line names: the path with its query. */
export function target({ path, query }: Pick<WireRequest, "path" | "query">): string {
  if (!query) return path;
  const pairs = Object.entries(query).map(
    ([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`,
  );
  return `${path}?${pairs.join("&")}`;
}

export function header(reply: WireReply, name: string): string | null {
  const value = reply.headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? null;
}

/** The text of an answer. */
export function textOf({ body }: WireReply): string {
  const [first] = body;
  return (body.length === 1 && first ? first : Buffer.concat(body)).toString();
}
