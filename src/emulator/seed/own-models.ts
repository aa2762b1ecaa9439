import type { ModelSeed } from "../store/model.ts";
import type { Registry } from "../store/registry.ts";
import type { StoredTrainJob } from "../store/train-job.ts";
import type { StoredVersion, VersionSeed } from "../store/version.ts";
import { trainedBy } from "../store/version-origin.ts";

/** Models beside the main one. Gives the versions of 营销文案, one in every state among them. */
export function seedOwnModels(
  registry: Registry,
  copywriterJob: StoredTrainJob,
): readonly StoredVersion[] {
  registry.addModel(IMPORTED);
  registry.addModel(POSTERS);
  const versions = COPYWRITER_VERSIONS.map((version, index) => {
    const run = copywriterJob.runs[index];
    return { ...version, ...(run && { origin: trainedBy(copywriterJob, run) }) };
  });
  return registry.addModel({ ...COPYWRITER, versions }).versions;
}

const IMPORTED: ModelSeed = {
  modelId: 13455,
  modelIdStr: "am-dtrz534qrq3k",
  name: "外部导入模型",
  trainType: "",
  createTime: new Date("2024-04-16T09:00:00+08:00"),
  versions: [
    {
      modelVersionId: 16102,
      modelVersionIdStr: "amv-iid2qm5hx9z0",
      origin: {
        sourceType: "Import",
        importModelVersionSourceExtra: { bucket: "demo-bucket", object: "models/demo-lm-7b/" },
      },
      framework: "Pytorch",
      algorithm: "DEMO_LM-7B",
      modelNet: "pytorch-DEMO_LM_7B",
      ioMode: "completion",
      supportOptions: ["Deploy", "Evaluation"],
      createTime: new Date("2024-04-16T09:00:00+08:00"),
      modifyTime: new Date("2024-04-16T09:21:44+08:00"),
    },
  ],
};

const POSTERS: ModelSeed = {
  modelId: 13460,
  modelIdStr: "am-frurugjrhoqj",
  name: "海报生成",
  modelType: 1,
  trainType: "WENXIN-YIGE",
  createTime: new Date("2024-04-17T14:10:00+08:00"),
  versions: [
    {
      modelVersionId: 16110,
      modelVersionIdStr: "amv-3ih1xi2ae53g",
      algorithm: "WENXIN_YIGE",
      modelNet: "paddlepaddle-WENXIN_YIGE_LORA",
      supportOptions: ["Deploy", "Evaluation"],
      createTime: new Date("2024-04-17T14:10:00+08:00"),
    },
  ],
};

const COPYWRITER: ModelSeed = {
  modelId: 13471,
  modelIdStr: "am-y8ha23iz81gp",
  name: "营销文案",
  description: "按品牌语气改写营销文案",
  trainType: "ernieBotLite-v201-8k",
  tags: ["文案"],
  createTime: new Date("2024-04-01T10:00:00+08:00"),
};

const COPYWRITER_VERSIONS: readonly VersionSeed[] = [
  copywriter(1, "amv-l0tidl1ryy1v"),
  copywriter(2, "amv-fs5zbju9g1ey"),
  copywriter(3, "amv-ucsjw3xul1r1"),
  copywriter(4, "amv-89mkbus37pfp"),
  copywriter(5, "amv-p8g3lcj77bj7"),
  copywriter(6, "amv-ig38iqbk6tu5", { state: "Fail" }),
  copywriter(7, "amv-97ml30ij715v", { supportOptions: ["Deploy"] }),
  copywriter(8, "amv-cjfmlep8tf98", { state: "Creating" }),
];

/** One a day. */
function copywriter(day: number, modelVersionIdStr: string, seed: VersionSeed = {}): VersionSeed {
  const createTime = new Date(`2024-04-0${day}T10:00:00+08:00`);
  return { modelVersionId: 15800 + day, modelVersionIdStr, createTime, ...seed };
}
