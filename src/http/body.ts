import type { IncomingMessage } from "node:http";

export class BodyTooLarge extends Error {
  constructor(readonly maxBytes: number) {
    super(`The request's body is larger than ${maxBytes} bytes.`);
  }
}

/** A request's body as text, read no further than the limit. */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<string> {
  if (Number(request.headers["content-length"] ?? 0) > maxBytes) throw new BodyTooLarge(maxBytes);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += chunk.length;
    if (size > maxBytes) throw new BodyTooLarge(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
