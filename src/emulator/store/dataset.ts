import type { Ids } from "./ids.ts";

/** One version of a data set. */
export interface StoredDataset {
  readonly datasetId: number;
  readonly datasetIdStr: string;
  /** A path: `客服评测集>V1`. */
  readonly datasetName: string;
  /** 20 conversation, 401 generic text, 402 query set, 705 text to image. */
  readonly projectType: number;
  /** How many questions it holds. */
  readonly samples: number;
}

export function makeDataset(seed: Partial<StoredDataset>, ids: Ids): StoredDataset {
  const id = ids.next("dataset");
  return {
    datasetId: id.numeric,
    datasetIdStr: id.text,
    datasetName: `评测集_${id.numeric}>V1`,
    projectType: 20,
    samples: 100,
    ...seed,
  };
}
