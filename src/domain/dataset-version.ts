import type { Storage } from "./storage.ts";

/** One version of a data set. */
export interface DatasetVersionRecord {
  /** `ds-`. */
  readonly id: string;
  /** `dg-`: the data set that all its versions belong to. */
  readonly groupId: string | null;
  readonly name: string | null;
  readonly number: number | null;
  /** `PromptResponse`, `Text`, `Prompt`, `PromptImage` and others: an open set. */
  readonly format: string | null;
  readonly description: string | null;
  readonly storage: Storage | "UNKNOWN" | null;
  readonly storageText: string | null;
  readonly bucket: string | null;
  readonly path: string | null;
  readonly megabytes: number | null;
  readonly characters: number | null;
  readonly samples: number | null;
  /** Such as `20/20`. */
  readonly annotationProgress: string | null;
  /** Such as `ImportFinished`: an open set. */
  readonly importStatus: string | null;
  /** Such as `Published`: an open set. */
  readonly publishStatus: string | null;
  /** Such as `100%`. */
  readonly publishProgress: string | null;
  readonly creator: string | null;
  readonly createdAt: Date | null;
  readonly updatedAt: Date | null;
}
