import type { Storage } from "../../../../domain/index.ts";
import { enumOf, read } from "../common.ts";

export const storage = enumOf<Storage>({
  PLATFORM: "sysStorage",
  BUCKET: "BOS",
});

/** `bos:/bucket/folder`; nulls for anything else. */
export function bucketPath(value: unknown) {
  const [, bucket = null, path = null] =
    /^bos:\/+([^/]+)(?:\/(.*))?$/s.exec(read.text(value) ?? "") ?? [];
  return { bucket, path: path || null };
}
