import type { StoredDataset } from "../store/dataset.ts";
import type { Registry } from "../store/registry.ts";

export interface SeededDatasets {
  readonly dialogues: StoredDataset;
  readonly exam: StoredDataset;
}

export function seedDatasets(registry: Registry): SeededDatasets {
  const dialogues = registry.addDataset({
    datasetId: 1402,
    datasetIdStr: "ds-jm4t9wq27bxk1c5e",
    datasetName: "客服评测集>V1",
    samples: 200,
    groupId: "dg-5kx8vq2mzt7w",
    createTime: new Date("2024-03-08T17:10:11+08:00"),
    modifyTime: new Date("2024-03-09T20:45:23+08:00"),
  });
  const exam = registry.addDataset({
    datasetId: 1337,
    datasetIdStr: "ds-x3n8q0vz5ktw7b2m",
    datasetName: "预置数据集>AGI_EVAL>V1",
    samples: 500,
    groupId: "dg-1rz6wk9cxq4n",
    createTime: new Date("2023-11-20T10:00:00+08:00"),
  });
  registry.addDataset({
    datasetId: 1460,
    datasetIdStr: "ds-c6r1yp9f4hdk8s0j",
    datasetName: "海报提示词集>V2",
    projectType: 705,
    samples: 40,
    groupId: "dg-8hb3vt0mfy2s",
    createTime: new Date("2024-04-16T15:22:40+08:00"),
    storagePath: "bos:/demo-bucket/posters",
  });
  return { dialogues, exam };
}
