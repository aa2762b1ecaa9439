import type { Registry } from "../store/registry.ts";
import type { StoredTrainJob } from "../store/train-job.ts";
import type { StoredVersion } from "../store/version.ts";
import { trainedBy } from "../store/version-origin.ts";

export interface SupportVersions {
  readonly first: StoredVersion;
  readonly second: StoredVersion;
}

/** 客服助手: the model that most examples are about. */
export function seedSupportModel(registry: Registry, job: StoredTrainJob): SupportVersions {
  const { modelId } = registry.addModel({
    modelId: 13410,
    modelIdStr: "am-4kq9trv2xw7b",
    name: "客服助手",
    trainType: "ernieBotLite-Speed",
    tags: ["客服", "测试"],
    createTime: new Date("2024-04-12T10:21:07+08:00"),
  });
  const [firstRun, secondRun] = job.runs;
  const first = registry.addVersion(modelId, {
    modelVersionId: 16022,
    modelVersionIdStr: "amv-8nzc3yh5pd1m",
    ...(firstRun && { origin: trainedBy(job, firstRun) }),
    createTime: new Date("2024-04-12T10:21:07+08:00"),
    modifyTime: new Date("2024-04-12T10:25:41+08:00"),
  });
  const second = registry.addVersion(modelId, {
    modelVersionId: 16088,
    modelVersionIdStr: "amv-2tbk6wq0rv9s",
    description: "补充退换货语料",
    ...(secondRun && { origin: trainedBy(job, secondRun) }),
    createTime: new Date("2024-04-15T16:02:30+08:00"),
    modifyTime: new Date("2024-04-15T16:07:12+08:00"),
  });
  registry.addVersion(modelId, {
    modelVersionId: 16131,
    modelVersionIdStr: "amv-5gx7md2kqw8z",
    description: "版本1的INT8压缩",
    origin: {
      sourceType: "Acceleration",
      accelerationSourceExtra: {
        taskId: 871,
        taskName: "客服助手_INT8",
        sourceModelVersionId: first.modelVersionId,
      },
    },
    supportOptions: ["Deploy", "Evaluation"],
    createTime: new Date("2024-04-20T11:40:00+08:00"),
    modifyTime: new Date("2024-04-20T12:05:18+08:00"),
  });
  return { first, second };
}
