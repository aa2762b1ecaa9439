import type { StoredTask } from "../../store/task.ts";

/** `bos:/bucket/folder`, which V1 has in two parts. */
const PATH = /^bos:\/([^/]+)\/?(.*)$/;

export function bucketAndPath(storagePath = ""): { bucket: string; path: string } | null {
  const [, bucket, path = ""] = PATH.exec(storagePath) ?? [];
  return bucket === undefined ? null : { bucket, path };
}

/** Where a task's answers go: V2 has one place for all. Null for the platform's storage. */
export function storagePathOf({ units }: StoredTask): string | null {
  const storage = units.find(({ settings }) => settings.storage)?.settings.storage;
  if (!storage) return null;
  const { bucket, path } = storage;
  return `bos:/${bucket}/${path.replace(/^\//, "")}`;
}
