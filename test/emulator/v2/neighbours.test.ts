import { describe, expect, it } from "vitest";
import { MODEL, seconds, startBoth } from "./start.ts";

async function startTrain() {
  const started = await startBoth();
  const train = (action: string, body: object) => started.result("finetuning", action, body);
  const task = async (taskId: string) => Object(await train("DescribeFineTuningTask", { taskId }));
  return { ...started, train, task };
}

describe("a train task", () => {
  it("waits, runs, is done, and can then be published", async () => {
    const { task, model, clock } = await startTrain();
    const taskId = "task-w8j4ydk23rxe";
    const moment = async () => {
      const { runStatus, runProgress, finishDate } = await task(taskId);
      return { runStatus, runProgress, finishDate };
    };
    const publish = { modelSetId: MODEL, sourceType: "Train", trainMeta: { taskId } };
    const finishDate = "0000-00-00T00:00:00Z";
    expect(await moment()).toEqual({ runStatus: "Waiting", runProgress: undefined, finishDate });
    clock.advance(seconds(50));
    expect(await moment()).toEqual({ runStatus: "Running", runProgress: "50%", finishDate });
    await expect(model("CreateCustomModel", publish)).rejects.toThrow("param[taskId]");
    clock.advance(seconds(40));
    expect(await moment()).toEqual({
      runStatus: "Done",
      runProgress: undefined,
      finishDate: "2024-06-01T08:01:30Z",
    });
    expect(await model("CreateCustomModel", publish)).toMatchObject({ modelSetId: MODEL });
  });

  it.each([
    ["task-5rjc8ynv3hpd", "Running"],
    ["task-r2f7kzw40dmb", "Failed"],
    ["task-x9q3nvh56ujy", "Stopped"],
    ["task-b5m1cgt87slp", "Waiting"],
    ["task-3hdv8npz6ycs", "Done"],
  ])("%s is %s, with metrics only when it is done", async (taskId, runStatus) => {
    const { task } = await startTrain();
    const { metrics, ...rest } = await task(taskId);
    expect(rest.runStatus).toBe(runStatus);
    expect(metrics !== undefined).toBe(runStatus === "Done");
  });

  it("is where every trained version of the demo comes from", async () => {
    const { task, registry } = await startTrain();
    const versions = ["am-4kq9trv2xw7b", "am-y8ha23iz81gp"].flatMap(
      (id) => registry.model(id)?.versions ?? [],
    );
    for (const { origin, baseModel } of versions) {
      if (origin.sourceType !== "Train") continue;
      const { taskIdStr, taskName, runIdStr } = origin.trainSourceExtra;
      expect(await task(runIdStr)).toMatchObject({
        jobId: taskIdStr,
        jobName: taskName,
        model: baseModel,
        runStatus: "Done",
      });
    }
  });

  it("is unknown to V2 when it is unknown", async () => {
    const { refusal } = await startTrain();
    expect(await refusal("finetuning", "DescribeFineTuningTask", { taskId: "task-none" })).toBe(
      "400 InappropriateJSON param[taskId] invalid.",
    );
    expect(await refusal("finetuning", "DescribeFineTuningTasks", { jobId: "job-none" })).toBe(
      "400 InappropriateJSON param[jobId] invalid.",
    );
  });
});

describe("train jobs", () => {
  it("are listed newest first, and the tasks of each", async () => {
    const { train } = await startTrain();
    const jobs = Object(await train("DescribeFineTuningJobs", {})).jobList;
    expect(
      jobs.map(({ name, trainMode }: Record<string, string>) => `${name} ${trainMode}`),
    ).toEqual([
      "客服偏好对齐_0506 DPO",
      "续写微调_0418 PostPretrain",
      "客服微调_0412 SFT",
      "文案微调_0401 SFT",
    ]);
    expect(jobs[2]).toEqual({
      jobId: "job-7xk2mwq9rtba",
      name: "客服微调_0412",
      description: "",
      model: "ERNIE-Speed-8K",
      trainMode: "SFT",
      createDate: "2024-04-12T01:41:54Z",
    });
    const tasks = await train("DescribeFineTuningTasks", { jobId: "job-7xk2mwq9rtba" });
    expect(tasks).toMatchObject({
      taskList: [
        { taskId: "task-5rjc8ynv3hpd", runStatus: "Running" },
        { taskId: "task-9wm4qz7xk2bt", runStatus: "Done" },
        { taskId: "task-k2v8x0jqw5fn" },
        { taskId: "task-3hdv8npz6ycs" },
      ],
    });
  });
});

describe("a data set version", () => {
  it.each([
    [
      "ds-x3n8q0vz5ktw7b2m",
      { datasetName: "AGI_EVAL", versionNumber: 1, dataFormat: "PromptResponse", sampleCount: 500 },
    ],
    [
      "ds-c6r1yp9f4hdk8s0j",
      {
        datasetName: "海报提示词集",
        versionNumber: 2,
        dataFormat: "PromptImage",
        storageType: "BOS",
        storagePath: "bos:/demo-bucket/posters",
      },
    ],
  ])("%s has a name and a number of its own", async (versionId, expected) => {
    const { result } = await startBoth();
    expect(await result("dataset", "DescribeDatasetVersion", { versionId })).toMatchObject(
      expected,
    );
  });

  it("is unknown to V2 when it is unknown", async () => {
    const { refusal } = await startBoth();
    expect(await refusal("dataset", "DescribeDatasetVersion", { versionId: "ds-none" })).toBe(
      "400 InappropriateJSON param[versionId] invalid.",
    );
  });
});
