import type { IncomingHttpHeaders } from "node:http";
import { StringDecoder } from "node:string_decoder";
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

/** V8 keeps texts of this length where it keeps small objects, whose memory it does not ask for each time. */
const PIECE_BYTES = 16_384;

/**
 * The text of an answer. A long one is put together of short pieces: to copy all of its bytes into one
 * buffer, and that into one text, costs a model with 1,000 versions (W6b of the bench) a tenth of its time.
 */
export function textOf({ body }: WireReply): string {
  const [first] = body;
  if (body.length === 1 && first && first.length <= PIECE_BYTES) return first.toString();
  const decoder = new StringDecoder();
  let text = "";
  for (const chunk of body) {
    for (let at = 0; at < chunk.length; at += PIECE_BYTES) {
      text += decoder.write(chunk.subarray(at, at + PIECE_BYTES));
    }
  }
  return text + decoder.end();
}
