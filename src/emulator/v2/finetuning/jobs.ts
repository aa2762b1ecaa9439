import { z } from "zod";
import { randomFrom } from "../../report/random.ts";
import type { RunState, StoredRun, StoredTrainJob } from "../../store/train-job.ts";
import { action, id } from "../action.ts";
import { invalidParam } from "../errors.ts";
import { newestFirst, pageOf, paging } from "../paging.ts";
import { zuluTime } from "../time.ts";

export const describeFineTuningTask = action(z.object({ taskId: id }), ({ taskId }, registry) => {
  const found = registry.findRun(taskId);
  if (!found) throw invalidParam("taskId");
  const { job, run } = found;
  return {
    ...listed(job, run),
    vdlLink: `https://example.invalid/visualdl/${run.runIdStr}`,
    ...(run.state === "Done" && { metrics: metrics(job, run) }),
    // What an item is like is not known.
    checkpointList: [],
  };
});

/** The items have the detail's names: assumed. */
export const describeFineTuningTasks = action(
  z.object({ jobId: id, ...paging }),
  (input, { trainJobs }) => {
    const job = trainJobs.get(input.jobId);
    if (!job) throw invalidParam("jobId");
    const { items, pageInfo } = pageOf(newestFirst(job.runs), ({ runIdStr }) => runIdStr, input);
    return { taskList: items.map((run) => listed(job, run)), pageInfo };
  },
);

export const describeFineTuningJobs = action(z.object(paging), (input, { trainJobs }) => {
  const { items, pageInfo } = pageOf(newestFirst(trainJobs), (job) => job.taskIdStr, input);
  const jobList = items.map((job) => ({
    jobId: job.taskIdStr,
    name: job.taskName,
    description: job.description,
    model: job.model,
    trainMode: job.trainMode,
    createDate: zuluTime(job.createTime),
  }));
  return { jobList, pageInfo };
});

function listed(job: StoredTrainJob, run: StoredRun) {
  return {
    taskId: run.runIdStr,
    jobId: job.taskIdStr,
    jobName: job.taskName,
    jobDescription: job.description,
    model: job.model,
    trainMode: job.trainMode,
    parameterScale: job.parameterScale,
    runStatus: STATES[run.state],
    ...(run.state === "Running" && { runProgress: `${Math.floor(run.progress * 100)}%` }),
    createDate: zuluTime(run.createTime),
    finishDate: zuluTime(run.finishTime),
  };
}

const STATES: Readonly<Record<RunState, string>> = {
  Waiting: "Waiting",
  Running: "Running",
  Done: "Done",
  Fail: "Failed",
  Stopped: "Stopped",
};

/** Made up, and the same each time. Other modes than SFT have other metrics, of unknown names. */
function metrics({ trainMode }: StoredTrainJob, { runId }: StoredRun) {
  if (trainMode !== "SFT") return {};
  const random = randomFrom(`run ${runId}`);
  const rouge1 = 25 + 10 * random();
  const percent = (share: number) => `${(rouge1 * share).toFixed(2)}%`;
  return {
    "BLEU-4": percent(0.55 + 0.05 * random()),
    "ROUGE-1": percent(1),
    "ROUGE-2": percent(0.4 + 0.05 * random()),
    "ROUGE-L": percent(0.9 + 0.05 * random()),
  };
}
