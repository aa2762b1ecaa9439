import { after } from "../clock.ts";
import type { Registry } from "../store/registry.ts";
import type { StoredVersion } from "../store/version.ts";
import type { SeededDatasets } from "./datasets.ts";
import type { SupportVersions } from "./support-model.ts";

interface SeededVersions {
  readonly preset: readonly StoredVersion[];
  readonly support: SupportVersions;
  readonly copywriter: readonly StoredVersion[];
}

/** A task in every state: some stay as they are, some move on from when the emulator starts. */
export function seedEvaluations(
  registry: Registry,
  { preset, support, copywriter }: SeededVersions,
  { dialogues, exam }: SeededDatasets,
): void {
  const start = registry.clock.now();
  const both = [support.first, support.second];

  registry.addTask({
    evalId: 5901,
    evalIdStr: "ame-5wz1kd8qh3vn",
    createTime: new Date("2024-04-18T10:00:00+08:00"),
    name: "客服助手_评估_01",
    description: "混合评估",
    versions: [...both, ...preset],
    dataset: dialogues,
    modes: ["model", "manual", "rule"],
    resultDataset: { numeric: 2210, text: "ds-q8v2n0tb4kxw71mz" },
  });
  registry.addTask({
    evalId: 5902,
    evalIdStr: "ame-ig70c0ztmfv9",
    createTime: new Date("2024-04-10T09:30:00+08:00"),
    name: "营销文案_规则评估",
    versions: copywriter.slice(0, 5),
    dataset: exam,
  });
  registry.addTask({
    evalId: 5903,
    evalIdStr: "ame-7uqiro635znj",
    createTime: new Date("2024-04-11T14:00:00+08:00"),
    name: "营销文案_新版本评估",
    description: "版本6创建失败，版本7不支持评估",
    versions: copywriter.slice(4, 7),
    dataset: exam,
    modes: ["rule", "model"],
    state: "PartlyDone",
  });
  registry.addTask({
    evalId: 5904,
    evalIdStr: "ame-jstbxzpxdgvg",
    createTime: new Date("2024-04-12T08:45:00+08:00"),
    name: "营销文案_失败的评估",
    versions: copywriter.slice(5, 8),
    dataset: exam,
    state: "Failed",
  });
  registry.addTask({
    evalId: 5905,
    evalIdStr: "ame-s9m7btjxlfkl",
    createTime: new Date("2024-04-19T11:20:00+08:00"),
    name: "客服助手_已停止",
    versions: both,
    dataset: dialogues,
    state: "Stopped",
  });
  registry.addTask({
    evalId: 5906,
    evalIdStr: "ame-gtds8rzib9ex",
    createTime: new Date("2024-04-20T16:05:00+08:00"),
    name: "客服助手_停止中",
    versions: both,
    dataset: dialogues,
    state: "Stopping",
  });
  registry.addTask({
    evalId: 5907,
    evalIdStr: "ame-0ck5qw2apu23",
    createTime: new Date("2024-04-24T09:10:00+08:00"),
    name: "客服助手_排队中",
    versions: both,
    dataset: dialogues,
    state: "Pending",
  });
  registry.addTask({
    evalId: 5908,
    evalIdStr: "ame-h9z1bgznokkg",
    createTime: new Date("2024-04-23T17:40:00+08:00"),
    name: "客服助手_长时间运行",
    versions: both,
    dataset: dialogues,
    state: "Doing",
  });
  registry.addTask({
    evalId: 5909,
    evalIdStr: "ame-7dk3wm9qx2tz",
    name: "客服助手_评估_02",
    versions: both,
    dataset: dialogues,
    modes: ["rule", "model"],
    startedAt: after(start, -20_000),
  });
  registry.addTask({
    evalId: 5910,
    evalIdStr: "ame-wxkhsgyki9r7",
    name: "客服助手_评估_03",
    versions: both,
    dataset: dialogues,
    startedAt: start,
  });
  registry.addTask({
    evalId: 5911,
    evalIdStr: "ame-1ezsviw3688z",
    createTime: new Date("2024-04-22T13:15:00+08:00"),
    name: "客服助手_待人工评分",
    versions: both,
    dataset: dialogues,
    modes: ["manual", "rule"],
    state: "DoingWithManualBegin",
  });
  registry.addTask({
    evalId: 5912,
    evalIdStr: "ame-odjp5zzzfrtk",
    createTime: new Date("2024-04-25T10:50:00+08:00"),
    name: "客服助手_草稿",
    versions: [support.second],
    dataset: dialogues,
    state: "Editing",
  });
}
