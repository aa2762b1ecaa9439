/** Where Qianfan keeps a file or a data set. */
export const STORAGES = ["PLATFORM", "BUCKET"] as const;

export type Storage = (typeof STORAGES)[number];

/** A place in a bucket of the account's own. */
export interface BucketPath {
  readonly bucket: string;
  readonly path: string;
}
