import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate } from "node:zlib";
import { ServiceError } from "../domain/errors.ts";

const DECODERS = {
  gzip: promisify(gunzip),
  "x-gzip": promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
};

type Coding = keyof typeof DECODERS | "identity";

/** @throws ServiceError `UNSUPPORTED_MEDIA_TYPE` for a coding, or a chain of codings, that is not read here. */
export function codingOf(contentEncoding = "identity"): Coding {
  const given = contentEncoding.trim().toLowerCase();
  if (given === "identity" || isCoding(given)) return given;
  throw new ServiceError("UNSUPPORTED_MEDIA_TYPE", {
    what: { en: "content encoding", zh: "内容编码" },
    given: given.slice(0, 40),
    allowed: "gzip, deflate, br",
  });
}

/** @throws ServiceError `PAYLOAD_TOO_LARGE` when there is more, `BAD_REQUEST` when it is not of the coding. */
export async function decompress(coding: Coding, bytes: Buffer, maxBytes: number): Promise<Buffer> {
  if (coding === "identity") return bytes;
  try {
    return await DECODERS[coding](bytes, { maxOutputLength: maxBytes });
  } catch (error) {
    if (error instanceof RangeError) {
      throw new ServiceError("PAYLOAD_TOO_LARGE", { limit: String(maxBytes) });
    }
    throw new ServiceError("BAD_REQUEST", {
      problem: {
        en: `The request's body is not ${coding}, as its Content-Encoding says.`,
        zh: `请求体不是 Content-Encoding 所声明的 ${coding} 格式。`,
      },
    });
  }
}

function isCoding(name: string): name is keyof typeof DECODERS {
  return Object.hasOwn(DECODERS, name);
}
