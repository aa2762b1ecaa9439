import { describe, expect, it } from "vitest";
import { exampleOf, operations } from "./example.ts";

describe("a compression", () => {
  const example = () => Object(exampleOf("DescribeModelCompTask").result);

  it("tells its source, its settings and what it made", () => {
    expect(operations.compression.answer.parse(example())).toMatchInlineSnapshot(`
      {
        "createdAt": 2024-05-06T01:12:44.000Z,
        "description": "test",
        "failureReason": null,
        "finishedAt": null,
        "id": "amva-abciuctdx15t",
        "isFinal": true,
        "modelVersion": {
          "id": "amv-6rz0nq4wk8cx",
        },
        "name": "demo",
        "settings": {
          "strategy": "QUANTIZATION",
          "strategyText": "Quantization",
          "weight": "INT8-PTQ",
        },
        "sourceModelVersion": {
          "id": "amv-8nzc3yh5pd1m",
        },
        "state": "SUCCEEDED",
        "stateText": "succeeded",
      }
    `);
  });

  it("finds a finish time by the beginning of its name", () => {
    const finishTime = "2024-05-06T10:00:00+08:00";
    expect(operations.compression.answer.parse({ ...example(), finishTime })).toMatchObject({
      finishedAt: new Date(finishTime),
    });
  });

  it.each([
    ["creating", "CREATING", false],
    ["running", "RUNNING", false],
    ["succeeded", "SUCCEEDED", true],
    ["failed", "FAILED", true],
    ["stopping", "STOPPING", false],
    ["stopped", "STOPPED", true],
    ["melting", "UNKNOWN", false],
  ])("in the state %s is %s", (status, state, isFinal) => {
    expect(operations.compression.answer.parse({ ...example(), status })).toMatchObject({
      state,
      isFinal,
    });
  });

  it("in a list has neither reason nor settings", () => {
    const { answer } = operations.compressions;
    const page = answer.parse(exampleOf("DescribeModelCompTasks").result);
    const [task] = page.items;
    expect(task).toMatchObject({ id: "amva-abciuctdx15t", state: "RUNNING", modelVersion: null });
    expect(task).not.toHaveProperty("failureReason");
    expect(task).not.toHaveProperty("settings");
  });
});

describe("a packed version", () => {
  const { answer } = operations.modelExport;
  const example = () => Object(exampleOf("DescribeModelExportTask").result);

  it("tells its file and the link to it", () => {
    expect(answer.parse(example())).toMatchInlineSnapshot(`
      {
        "downloadUrl": "https://platform-bucket.example.invalid/demo.zip",
        "fileName": "demo.zip",
        "fileSize": 1024,
        "fileType": "zip",
        "id": "made-up-export-1",
        "isFinal": true,
        "md5": "made-up",
        "state": "DONE",
        "stateText": "Done",
      }
    `);
  });

  it("may be larger than 32 bits can say", () => {
    expect(answer.parse({ ...example(), fileSize: 28_000_000_000 })?.fileSize).toBe(28_000_000_000);
  });

  it("is null where nothing was ever packed", () => {
    expect(answer.parse({ hasRecord: false })).toBeNull();
  });

  it.each([
    ["Doing", "RUNNING", false],
    ["Fail", "FAILED", true],
    ["Lost", "UNKNOWN", false],
  ])("in the state %s is %s, without a file", (status, state, isFinal) => {
    expect(answer.parse({ exportId: "1", hasRecord: true, status })).toMatchObject({
      state,
      isFinal,
      fileName: null,
      downloadUrl: null,
    });
  });
});

describe("a train task", () => {
  const { answer } = operations.trainTask;
  const example = () => Object(exampleOf("DescribeFineTuningTask").result);

  it("tells its job, its metrics and its checkpoints, and keeps the link with a token back", () => {
    const task = answer.parse(example());
    expect(task).toMatchInlineSnapshot(`
      {
        "baseModel": "ERNIE-Speed-8K",
        "checkpoints": [],
        "createdAt": 2024-04-12T09:41:54.000Z,
        "finishedAt": 2024-04-12T10:11:02.000Z,
        "id": "task-3hdv8npz6ycs",
        "isFinal": true,
        "jobDescription": "",
        "jobId": "job-7xk2mwq9rtba",
        "jobName": "客服微调_0412",
        "metrics": [
          {
            "name": "BLEU-4",
            "value": "16.56%",
          },
          {
            "name": "ROUGE-1",
            "value": "27.84%",
          },
          {
            "name": "ROUGE-2",
            "value": "11.96%",
          },
          {
            "name": "ROUGE-L",
            "value": "26.02%",
          },
        ],
        "parameterScale": "FullFineTuning",
        "progress": null,
        "state": "DONE",
        "stateText": "Done",
        "trainMode": "SFT",
      }
    `);
    expect(JSON.stringify(task)).not.toContain("visualdl");
  });

  it("that runs has its progress, and no end", () => {
    const changes = {
      runStatus: "Running",
      runProgress: "40%",
      finishDate: "0000-00-00T00:00:00Z",
    };
    expect(answer.parse({ ...example(), ...changes })).toMatchObject({
      state: "RUNNING",
      progress: "40%",
      finishedAt: null,
      isFinal: false,
    });
  });

  it("has the steps that can be published", () => {
    const checkpointList = [{ step: 64, ppl: 1.5 }, { checkpointStep: "128" }, { nobody: true }];
    expect(answer.parse({ ...example(), checkpointList }).checkpoints).toEqual([
      { step: 64, values: [{ name: "ppl", value: "1.5" }] },
      { step: 128, values: [] },
      { step: null, values: [{ name: "nobody", value: "true" }] },
    ]);
  });

  it("in a list has neither metrics nor checkpoints", () => {
    const taskList = [{ taskId: "task-1", runStatus: "Waiting" }];
    const [task] = operations.trainTasks.answer.parse({ taskList }).items;
    expect(task).toMatchObject({ id: "task-1", state: "WAITING" });
    expect(task).not.toHaveProperty("metrics");
    expect(task).not.toHaveProperty("checkpoints");
  });

  it("belongs to a job", () => {
    const job = {
      jobId: "job-1",
      name: "微调",
      trainMode: "SFT",
      createDate: "2024-04-12T01:41:54Z",
    };
    expect(operations.trainJobs.answer.parse({ jobList: [job] }).items).toEqual([
      {
        id: "job-1",
        name: "微调",
        description: null,
        baseModel: null,
        trainMode: "SFT",
        createdAt: new Date("2024-04-12T01:41:54Z"),
      },
    ]);
  });
});

describe("a data set version", () => {
  const { answer } = operations.datasetVersion;
  const example = () => Object(exampleOf("DescribeDatasetVersion").result);

  it("tells its name, its number and its size; its times are China's", () => {
    expect(answer.parse(example())).toMatchInlineSnapshot(`
      {
        "annotationProgress": "20/20",
        "bucket": null,
        "characters": 1111,
        "createdAt": 2024-03-08T09:10:11.000Z,
        "creator": "demo",
        "description": "",
        "format": "PromptResponse",
        "groupId": "dg-5kx8vq2mzt7w",
        "id": "ds-jm4t9wq27bxk1c5e",
        "importStatus": "ImportFinished",
        "megabytes": 5.42,
        "name": "客服评测集",
        "number": 1,
        "path": null,
        "publishProgress": "100%",
        "publishStatus": "Published",
        "samples": 20,
        "storage": "PLATFORM",
        "storageText": "sysStorage",
        "updatedAt": 2024-03-09T12:45:23.000Z,
      }
    `);
  });

  it.each([
    ["bos:/my-bucket/sets/one", "my-bucket", "sets/one"],
    ["bos:/my-bucket", "my-bucket", null],
    ["bos://my-bucket/sets", "my-bucket", "sets"],
    ["/my-bucket/sets", null, null],
    [7, null, null],
  ])("stored at %j is in a bucket", (storagePath, bucket, path) => {
    expect(answer.parse({ ...example(), storageType: "BOS", storagePath })).toMatchObject({
      storage: "BUCKET",
      bucket,
      path,
    });
  });
});
