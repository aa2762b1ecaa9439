import type { Storage } from "../../../../domain/index.ts";
import { oneOf, read } from "../common.ts";

export const storage = oneOf<Storage>({ sysStorage: "PLATFORM", BOS: "BUCKET" });

/** `bos:/bucket/folder`; nulls for anything else. */
export function bucketPath(value: unknown) {
  const [, bucket = null, path = null] =
    /^bos:\/+([^/]+)(?:\/(.*))?$/s.exec(read.text(value) ?? "") ?? [];
  return { bucket, path: path || null };
}
