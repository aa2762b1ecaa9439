import { z } from "zod";
import type { StoredDataset } from "../../store/dataset.ts";
import type { Registry } from "../../store/registry.ts";
import type { AnyId } from "../../store/table.ts";
import { action, id } from "../action.ts";
import { invalidParam } from "../errors.ts";
import { storagePathOf } from "../eval/storage.ts";
import { zonelessTime } from "../time.ts";

const CHARACTERS_PER_SAMPLE = 55;
const BYTES_PER_CHARACTER = 3;
const BYTES_PER_MB = 1024 * 1024;

/** A data set to evaluate with, or one that an evaluation's answers went to. */
export const describeDatasetVersion = action(
  z.object({ versionId: id }),
  ({ versionId }, registry) => {
    const dataset = registry.datasets.get(versionId) ?? answersOf(versionId, registry);
    if (!dataset) throw invalidParam("versionId");
    return answer(dataset);
  },
);

function answer(dataset: StoredDataset) {
  const { samples, storagePath } = dataset;
  const characterCount = samples * CHARACTERS_PER_SAMPLE;
  return {
    datasetId: dataset.groupId,
    ...nameAndNumber(dataset.datasetName),
    dataFormat: DATA_FORMATS.get(dataset.projectType) ?? "",
    versionId: dataset.datasetIdStr,
    createTime: zonelessTime(dataset.createTime),
    modifyTime: zonelessTime(dataset.modifyTime),
    ...(storagePath === "" ? { storageType: "sysStorage" } : { storageType: "BOS", storagePath }),
    sizeMB: Number(((characterCount * BYTES_PER_CHARACTER) / BYTES_PER_MB).toFixed(2)),
    description: dataset.description,
    characterCount,
    sampleCount: samples,
    annotationProgress: `${samples}/${samples}`,
    importStatus: "ImportFinished",
    publishStatus: "Published",
    publishProgress: "100%",
    creator: "demo",
  };
}

const DATA_FORMATS: ReadonlyMap<number, string> = new Map([
  [20, "PromptResponse"],
  [401, "Text"],
  [402, "Prompt"],
  [705, "PromptImage"],
]);

/** V1 has both in one path: `我的数据集>客服评测集>V1`. */
function nameAndNumber(path: string) {
  const [, name = path, number = "1"] = /^(?:.*>)?([^>]+)>V(\d+)$/.exec(path) ?? [];
  return { datasetName: name, versionNumber: Number(number) };
}

function answersOf(versionId: AnyId, { tasks }: Registry): StoredDataset | undefined {
  for (const task of tasks) {
    const unit = task.units.find(({ inferDataset }) => inferDataset.id === versionId);
    if (unit) {
      return {
        ...task.settings.dataset,
        datasetIdStr: unit.inferDataset.id,
        datasetName: `${unit.inferDataset.name}>V1`,
        groupId: `dg-${unit.inferDataset.id.slice(3, 15)}`,
        createTime: task.createTime,
        modifyTime: task.updateTime,
        storagePath: storagePathOf(task) ?? "",
      };
    }
  }
  return undefined;
}
