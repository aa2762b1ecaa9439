import type { IncomingMessage } from "node:http";

export class BodyTooLarge extends Error {
  constructor(readonly maxBytes: number) {
    super(`The request's body is larger than ${maxBytes} bytes.`);
  }
}

/** A request's body as text, read no further than the limit. */
export function readBody(request: IncomingMessage, maxBytes: number): Promise<string> {
  // By events: an async iterator costs a small request a fifth of all its time.
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const take = (chunk: Buffer) => {
      size += chunk.length;
      chunks.push(chunk);
      if (size > maxBytes) refuse();
    };
    const refuse = () => {
      request.off("data", take).pause();
      reject(new BodyTooLarge(maxBytes));
    };
    if (Number(request.headers["content-length"] ?? 0) > maxBytes) return refuse();
    request.on("data", take);
    request.once("end", () => resolve(Buffer.concat(chunks).toString()));
    request.once("error", reject);
  });
}
