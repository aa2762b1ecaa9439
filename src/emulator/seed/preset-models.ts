import type { ModelSeed } from "../store/model.ts";
import type { Registry } from "../store/registry.ts";
import type { StoredVersion } from "../store/version.ts";

/** Gives the versions of ERNIE Lite. */
export function seedPresetModels(registry: Registry): readonly StoredVersion[] {
  registry.addModel(OPEN_SOURCE);
  return registry.addModel(ERNIE_LITE).versions;
}

const ERNIE_LITE: ModelSeed = {
  modelId: 2,
  modelIdStr: "am-ju3hi4ts39u9",
  name: "ERNIE Lite",
  source: "PlatformPreset",
  createTime: new Date("2024-04-19T12:00:00+08:00"),
  versions: [
    {
      modelVersionId: 26382,
      modelVersionIdStr: "amv-k8npfy0yz90r",
      version: "ERNIE-Lite-128K-0419",
      algorithm: "ERNIE_EB-ERNIEBOT_LITE_128K",
      modelNet: "paddlepaddle-ERNIE_EB-ERNIEBOT_LITE_128K",
      ioLength: "124K+4K",
      deployResource: ["Public", "Private"],
      createTime: new Date("2024-04-19T12:00:00+08:00"),
    },
  ],
};

const OPEN_SOURCE: ModelSeed = {
  modelId: 31,
  modelIdStr: "am-7hw2vd0qkz5m",
  name: "Demo-LM",
  source: "PlatformPreset",
  description: "开源模型示例",
  createTime: new Date("2024-03-05T09:30:00+08:00"),
  versions: [
    {
      modelVersionId: 26117,
      modelVersionIdStr: "amv-p4y9cs1nwt6e",
      version: "Demo-LM-7B-Chat",
      framework: "pytorch",
      algorithm: "DEMO_LM-7B",
      modelNet: "pytorch-DEMO_LM_7B",
      ioLength: "3K+1K",
      copyright: "Demo-LM contributors",
      license: "Apache License 2.0",
      createTime: new Date("2024-03-05T09:30:00+08:00"),
    },
  ],
};
