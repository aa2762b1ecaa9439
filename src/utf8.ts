import { isAscii, isUtf8, transcode } from "node:buffer";

/** A body that came in pieces; most come in one. */
export function bytesOf(chunks: readonly Buffer[]): Buffer {
  const [only] = chunks;
  return chunks.length === 1 && only ? only : Buffer.concat(chunks);
}

/** Its text. */
export function textOf(chunks: readonly Buffer[]): string {
  const bytes = bytesOf(chunks);
  return bytes.length >= WORTH_A_DETOUR && !isAscii(bytes) && isUtf8(bytes)
    ? transcode(bytes, "utf8", "utf16le").toString("utf16le")
    : bytes.toString("utf8");
}

// Before 24, node reads long Chinese four times as fast by way of UTF-16.
const WORTH_A_DETOUR =
  Number.parseInt(process.versions.node, 10) < 24 ? 8192 : Number.POSITIVE_INFINITY;

/**
 * JSON as it is best written to a response: a short one as it is, which node sends in one piece with the
 * headers; a long one as bytes, by way of UTF-16, which takes a third of the time of `Buffer.from`.
 */
export function outgoing(json: string): string | Buffer {
  if (json.length < LONG) return json;
  // JSON.stringify leaves no half of a surrogate pair alone, which could not be transcoded.
  return transcode(Buffer.from(json, "utf16le"), "utf16le", "utf8");
}

const LONG = 4096;
