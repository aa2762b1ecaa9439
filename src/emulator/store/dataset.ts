import type { Clock } from "../clock.ts";
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
  /** `dg-`: what all versions of a data set have in common. V2 only, like all that follows. */
  readonly groupId: string;
  readonly description: string;
  readonly createTime: Date;
  readonly modifyTime: Date;
  /** `bos:/bucket/folder`; empty in the platform's own storage. */
  readonly storagePath: string;
}

export function makeDataset(seed: Partial<StoredDataset>, ids: Ids, clock: Clock): StoredDataset {
  const id = ids.next("dataset");
  const createTime = seed.createTime ?? clock.now();
  return {
    datasetId: id.numeric,
    datasetIdStr: id.text,
    datasetName: `评测集_${id.numeric}>V1`,
    projectType: 20,
    samples: 100,
    groupId: seed.groupId ?? ids.next("datasetGroup").text,
    description: "",
    createTime,
    modifyTime: createTime,
    storagePath: "",
    ...seed,
  };
}
