import type { Registry } from "../store/registry.ts";
import type { StoredTrainJob } from "../store/train-job.ts";

const SUPPORT_RUNS = [
  { runId: 11934, runIdStr: "task-3hdv8npz6ycs", state: "Done" },
  { runId: 11951, runIdStr: "task-k2v8x0jqw5fn", state: "Done" },
  { runId: 11982, runIdStr: "task-9wm4qz7xk2bt", state: "Done" },
  { runId: 12007, runIdStr: "task-5rjc8ynv3hpd", state: "Running" },
] as const;

/** Gives the job that made the first two versions of the demo's main model. */
export function seedTrainJobs(registry: Registry): StoredTrainJob {
  registry.addTrainJob({
    taskId: 20164,
    taskIdStr: "job-2vq8xk5mzt0c",
    taskName: "续写微调_0418",
    trainType: "BLOOMZ-7B",
    runs: [{ runId: 12031, runIdStr: "task-0bkf6wt9qxr4" }],
  });
  return registry.addTrainJob({
    taskId: 20117,
    taskIdStr: "job-7xk2mwq9rtba",
    taskName: "客服微调_0412",
    trainType: "ernieBotLite-Speed",
    runs: SUPPORT_RUNS,
  });
}
