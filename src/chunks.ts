import { isAscii, isUtf8, transcode } from "node:buffer";

/** The text of a body that came in pieces; most come in one. */
export function textOf(chunks: readonly Buffer[]): string {
  const [only] = chunks;
  const bytes = chunks.length === 1 && only ? only : Buffer.concat(chunks);
  return BY_WAY_OF_UTF16 && !isAscii(bytes) && isUtf8(bytes)
    ? transcode(bytes, "utf8", "utf16le").toString("utf16le")
    : bytes.toString("utf8");
}

// Before 24, node reads Chinese four times as fast by the detour.
const BY_WAY_OF_UTF16 = Number.parseInt(process.versions.node, 10) < 24;
