import type { Registry } from "../store/registry.ts";
import type { StoredTrainJob } from "../store/train-job.ts";

const SUPPORT_RUNS = [
  {
    runId: 11934,
    runIdStr: "task-3hdv8npz6ycs",
    createTime: new Date("2024-04-12T09:41:54+08:00"),
  },
  {
    runId: 11951,
    runIdStr: "task-k2v8x0jqw5fn",
    createTime: new Date("2024-04-15T15:20:11+08:00"),
  },
  {
    runId: 11982,
    runIdStr: "task-9wm4qz7xk2bt",
    createTime: new Date("2024-04-22T10:02:47+08:00"),
  },
  {
    runId: 12007,
    runIdStr: "task-5rjc8ynv3hpd",
    state: "Running",
    createTime: new Date("2024-04-25T18:31:09+08:00"),
  },
] as const;

const COPYWRITER_RUNS = [
  "task-q5h1mzc80vke",
  "task-d8w2pxn47jtr",
  "task-z0b6kfy93gsu",
  "task-e7r4vqm15cha",
  "task-n3x9tjw62lpo",
  "task-g1k5bdz78yfi",
  "task-u6c0hqs29mwv",
  "task-j4t8xre31nkz",
] as const;

export interface SeededJobs {
  /** Made the first two versions of 客服助手. */
  readonly support: StoredTrainJob;
  /** Made all versions of 营销文案, one a run. */
  readonly copywriter: StoredTrainJob;
}

export function seedTrainJobs(registry: Registry): SeededJobs {
  registry.addTrainJob({
    taskId: 20164,
    taskIdStr: "job-2vq8xk5mzt0c",
    taskName: "续写微调_0418",
    trainType: "BLOOMZ-7B",
    trainMode: "PostPretrain",
    createTime: new Date("2024-04-18T11:15:30+08:00"),
    runs: [{ runId: 12031, runIdStr: "task-0bkf6wt9qxr4" }],
  });
  const support = registry.addTrainJob({
    taskId: 20117,
    taskIdStr: "job-7xk2mwq9rtba",
    taskName: "客服微调_0412",
    trainType: "ernieBotLite-Speed",
    createTime: new Date("2024-04-12T09:41:54+08:00"),
    runs: SUPPORT_RUNS,
  });
  const copywriter = registry.addTrainJob({
    taskId: 20090,
    taskIdStr: "job-4md9zq1xw6ke",
    taskName: "文案微调_0401",
    description: "品牌语气语料",
    trainType: "ernieBotLite-v201-8k",
    parameterScale: "LoRA",
    createTime: new Date("2024-04-01T08:00:00+08:00"),
    runs: COPYWRITER_RUNS.map((runIdStr, index) => ({
      runId: 11801 + index,
      runIdStr,
      createTime: new Date(`2024-04-0${index + 1}T09:00:00+08:00`),
    })),
  });
  seedRunsInEveryState(registry);
  return { support, copywriter };
}

/** One run moves on from when the emulator starts, and can be published once it is done. */
function seedRunsInEveryState(registry: Registry): void {
  const createTime = new Date("2024-05-06T10:00:00+08:00");
  registry.addTrainJob({
    taskId: 20201,
    taskIdStr: "job-8ty3hcn0vx5q",
    taskName: "客服偏好对齐_0506",
    description: "满意与不满意的回答",
    trainType: "ernieBotLite-Speed",
    trainMode: "DPO",
    parameterScale: "LoRA",
    createTime,
    runs: [
      { runId: 12101, runIdStr: "task-r2f7kzw40dmb", state: "Fail", createTime },
      { runId: 12102, runIdStr: "task-x9q3nvh56ujy", state: "Stopped", createTime },
      { runId: 12103, runIdStr: "task-b5m1cgt87slp", state: "Waiting", createTime },
      { runId: 12104, runIdStr: "task-w8j4ydk23rxe", startedAt: registry.clock.now() },
    ],
  });
}
